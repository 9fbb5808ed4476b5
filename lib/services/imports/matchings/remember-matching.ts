import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { columnMatchings } from "@/db/schema/column-matchings";

const NAME_LENGTH = 80;
const DEFAULT_NAME = "Fichier habituel";

const sameHeadings = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((heading) => b.includes(heading));

/** Remembers a matching; what was remembered of the same headings gives way. */
export async function rememberMatching(tx: Db, matching: typeof columnMatchings.$inferInsert): Promise<void> {
  const known = await tx
    .select({ id: columnMatchings.id, headings: columnMatchings.headings })
    .from(columnMatchings)
    .where(eq(columnMatchings.etablissementId, matching.etablissementId));
  for (const { id, headings } of known) {
    if (sameHeadings(headings, matching.headings)) await tx.delete(columnMatchings).where(eq(columnMatchings.id, id));
  }
  const name = matching.name.trim().slice(0, NAME_LENGTH) || DEFAULT_NAME;
  await tx.insert(columnMatchings).values({ ...matching, name });
}
