import { and, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import type { Cause, DossierAtIssue } from "@/lib/domain/causes/cause";
import { findCauses } from "@/lib/domain/causes/find-causes";
import { hash } from "@/lib/security/hash";
import { ANOMALIES, parseAnomalies } from "@/lib/services/rapport/lines/anomalies-at-issue";

/** The causes of the dossiers that a condition keeps, the most useful to repair first. */
export async function listCauses(db: Db, where: SQL): Promise<Cause[]> {
  const found = await db
    .select({ id: dossiers.id, anomalies: ANOMALIES })
    .from(dossiers)
    .where(and(where, sql`${dossiers.anomalies} <> '[]'::jsonb`));
  const atIssue: DossierAtIssue[] = found.map(({ id, anomalies }) => ({ id, anomalies: parseAnomalies(anomalies) }));
  return findCauses(atIssue);
}

/** Whether a text can stand for a cause: any other names none. */
export const isCauseKey = (text: string) => /^[\w-]{16}$/.test(text);

/** What stands for a cause in an address: always the same, and nothing can be read in it. */
export function causeKey({ identity }: Pick<Cause, "identity">): string {
  return hash(identity, "base64url").slice(0, 16);
}
