import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { columnMatchings } from "@/db/schema/column-matchings";

const NAME_LENGTH = 80;
const DEFAULT_NAME = "Fichier habituel";

const sameHeadings = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((heading) => b.includes(heading));

/** What an établissement remembers of these headings. */
export async function findAlike(
  tx: Db,
  { etablissementId, headings }: { etablissementId: string; headings: readonly string[] },
): Promise<(typeof columnMatchings.$inferSelect)[]> {
  const known = await tx.select().from(columnMatchings).where(eq(columnMatchings.etablissementId, etablissementId));
  return known.filter((matching) => sameHeadings(matching.headings, headings));
}

/** Remembers a matching; what was remembered of the same headings gives way. */
export async function rememberMatching(tx: Db, matching: typeof columnMatchings.$inferInsert): Promise<void> {
  for (const { id } of await findAlike(tx, matching)) {
    await tx.delete(columnMatchings).where(eq(columnMatchings.id, id));
  }
  const name = matching.name.trim().slice(0, NAME_LENGTH) || DEFAULT_NAME;
  await tx.insert(columnMatchings).values({ ...matching, name });
}
