import { type SQL, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import type { AnomalieAtIssue } from "@/lib/domain/causes/cause";
import type { Json } from "@/lib/domain/json";

type Found = [
  code: AnomalieAtIssue["code"],
  severity: AnomalieAtIssue["severity"],
  actor: AnomalieAtIssue["actor"],
  champs: AnomalieAtIssue["champs"],
  values: Json[],
];

/** The anomalies of a dossier without their sentences, with the values that they are about: a tenth of what the dossier weighs. Null for none. */
export const ANOMALIES: SQL<string> = sql<string>`(
  select json_agg(json_build_array(a.e ->> 'code', a.e ->> 'severity', a.e ->> 'actor', a.e -> 'champs', (
    select json_agg(${dossiers.payload}::json -> c.champ order by c.rank)
    from jsonb_array_elements_text(a.e -> 'champs') with ordinality as c(champ, rank)
  )) order by a.rank)::text
  from jsonb_array_elements(${dossiers.anomalies}) with ordinality as a(e, rank))`;

/** What `ANOMALIES` says, read. */
export function parseAnomalies(text: string): AnomalieAtIssue[] {
  const found = JSON.parse(text) as Found[];
  return found.map(([code, severity, actor, champs, values]) => ({ code, severity, actor, champs, values }));
}
