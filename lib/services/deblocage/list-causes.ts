import { and, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import type { AnomalieAtIssue, Cause, DossierAtIssue } from "@/lib/domain/causes/cause";
import { findCauses } from "@/lib/domain/causes/find-causes";
import type { Json } from "@/lib/domain/json";
import { hash } from "@/lib/security/hash";

type Found = [
  code: AnomalieAtIssue["code"],
  severity: AnomalieAtIssue["severity"],
  actor: AnomalieAtIssue["actor"],
  champs: AnomalieAtIssue["champs"],
  values: Json[],
];

/** The anomalies without their sentences, with the values that they are about: a tenth of what the dossiers weigh. */
const ANOMALIES: SQL<string> = sql<string>`(
  select json_agg(json_build_array(a.e ->> 'code', a.e ->> 'severity', a.e ->> 'actor', a.e -> 'champs', (
    select json_agg(${dossiers.payload}::json -> c.champ order by c.rank)
    from jsonb_array_elements_text(a.e -> 'champs') with ordinality as c(champ, rank)
  )) order by a.rank)::text
  from jsonb_array_elements(${dossiers.anomalies}) with ordinality as a(e, rank))`;

function listAnomalies(text: string): AnomalieAtIssue[] {
  const found = JSON.parse(text) as Found[];
  return found.map(([code, severity, actor, champs, values]) => ({ code, severity, actor, champs, values }));
}

/** The causes of the dossiers that a condition keeps, the most useful to repair first. */
export async function listCauses(db: Db, where: SQL): Promise<Cause[]> {
  const found = await db
    .select({ id: dossiers.id, anomalies: ANOMALIES })
    .from(dossiers)
    .where(and(where, sql`${dossiers.anomalies} <> '[]'::jsonb`));
  const atIssue: DossierAtIssue[] = found.map(({ id, anomalies }) => ({ id, anomalies: listAnomalies(anomalies) }));
  return findCauses(atIssue);
}

/** Whether a text can stand for a cause: any other names none. */
export const isCauseKey = (text: string) => /^[\w-]{16}$/.test(text);

/** What stands for a cause in an address: always the same, and nothing can be read in it. */
export function causeKey({ identity }: Pick<Cause, "identity">): string {
  return hash(identity, "base64url").slice(0, 16);
}
