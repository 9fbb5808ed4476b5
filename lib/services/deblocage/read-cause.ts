import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { readApart } from "@/db/read-apart";
import type { Cause } from "@/lib/domain/causes/cause";
import { countCauses } from "@/lib/domain/causes/count-causes";
import type { ChampKey } from "@/lib/domain/champs";
import type { Day } from "@/lib/domain/day";
import type { CountedCause, RapportSummary } from "@/lib/domain/rapport-summary.types";
import { isFiltered } from "@/lib/services/rapport/filter";
import { lineConditions } from "@/lib/services/rapport/lines/lines-sql";
import { countIssues } from "@/lib/services/rapport/lines/summarize-lines";
import type { RapportSearches } from "@/lib/services/rapport/rapport.types";
import { causeKey } from "./list-causes";

const LineSchema = z.object({ id: z.string(), soleChamp: z.string().nullable() });
const ChampsSchema = z.object({ champs: z.custom<ChampKey[]>() });
/** A cause's identity (lib/domain/causes): its value is «*» when it holds all those of its code and field. */
const IdentitySchema = z.tuple([z.string(), z.string(), z.string()]);

/** The lines that have one of these issues. */
const having = (etablissementId: string, { code, champ }: CountedCause, value: string | null): SQL =>
  sql`rapport_lines.causes && array(select c.number from rapport_causes c where c.etablissement_id = ${etablissementId}::uuid
    and c.code = ${code} and c.champ = ${champ} ${value === null ? sql`` : sql`and c.value = ${value}`})`;

/** All the fields that the anomalies of a code are about, the one to correct first. */
async function listChamps(db: Db, kept: SQL, { code, champ }: CountedCause): Promise<ChampKey[]> {
  const found = await parsedRows(
    db,
    ChampsSchema,
    sql`select a.e -> 'champs' as champs from dossiers d cross join jsonb_array_elements(d.anomalies) as a(e)
      where d.id in (select dossier_id from rapport_lines where ${kept}) and a.e ->> 'code' = ${code} and a.e -> 'champs' ->> 0 = ${champ}
      group by 1 order by min(d.numero)`,
  );
  return [...new Set([champ, ...found.flatMap(({ champs }) => champs)])];
}

/**
 * A cause by its key, from the lines of the report, which say what is to repair in each dossier; null when nothing has it any more.
 * `summary`: the figures of the lines, which say that these may be read (`findSummary`).
 */
export async function readCause(
  db: Db,
  etablissementId: string,
  { key, searches }: { key: string; searches: RapportSearches },
  summary: RapportSummary,
  day: Day,
): Promise<Cause | null> {
  const where = lineConditions(etablissementId, searches, day);
  const causes = isFiltered(searches) ? countCauses(await countIssues(db, etablissementId, where)) : summary.causes;
  const counted = causes.find((cause) => causeKey(cause) === key);
  if (counted === undefined) return null;
  const { identity, code, severity, actor, champ, title } = counted;
  const [, , value] = IdentitySchema.parse(JSON.parse(identity));
  const own = having(etablissementId, counted, value === "*" ? null : value);
  const [lines, champs] = await Promise.all([
    parsedRows(
      db,
      LineSchema,
      sql`select dossier_id as id, sole_champ as "soleChamp" from rapport_lines where ${where} and ${own} order by numero`,
    ),
    readApart(() => listChamps(db, sql`${where} and ${having(etablissementId, counted, null)}`, counted)),
  ]);
  return {
    ...{ identity, code, severity, actor, champ, title },
    champs,
    dossiers: lines.map(({ id }) => id),
    unblocked: severity === "bloquante" ? lines.flatMap((l) => (l.soleChamp === champ ? [l.id] : [])) : [],
  };
}
