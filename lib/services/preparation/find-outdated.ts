import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import type { Anomalie } from "@/lib/domain/anomalie";
import type { AnomalieCode } from "@/lib/domain/anomalies/catalogue";
import { contextAnomalies } from "@/lib/domain/anomalies/context";
import { PREPARATION_VERSION } from "@/lib/domain/contrat-tba";
import { getEtablissementContexts } from "./dossier-contexts";
import { COUPLES_AS_TEXT, COUPLES_READING, parseCouples } from "./dossier-couples";

/** The anomalies that come from the context alone. */
const CODES = [
  "COUPLE_INCONNU",
  "ORGANISME_FERME",
  "PERSONNE_EN_DOUBLE",
  "DOUBLON_EN_ATTENTE",
  "DOUBLON_ECARTE",
] as const satisfies readonly AnomalieCode[];
const CONTEXT_SENTENCES = sql.raw(`'$[*] ? (${CODES.map((code) => `@.code == "${code}"`).join(" || ")}) .sentence'`);

const RowSchema = z.object({
  id: z.string(),
  id_erp_apprenant: z.string(),
  person: z.string().nullable(),
  couples: z.string(),
  said: z.string(),
  outdated: z.boolean(),
});

/**
 * The dossiers of an établissement to be prepared again: those of another version of the rules, and those whose anomalies no longer say what
 * their context is (a couple that became known or unknown, a twin that came or went). Read off the rows themselves, so that an interruption is made good the next time.
 */
export async function findOutdated(db: Db, etablissementId: string): Promise<string[]> {
  const context = await getEtablissementContexts(db, etablissementId);
  const found = await parsedRows(
    db,
    RowSchema,
    sql`select d.id, d.id_erp_apprenant, d.person, ${COUPLES_AS_TEXT} as couples,
        jsonb_path_query_array(d.anomalies, ${CONTEXT_SENTENCES})::text as said,
        d.preparation_version <> ${PREPARATION_VERSION} as outdated
      from dossiers d, ${COUPLES_READING}
      where d.etablissement_id = ${etablissementId}::uuid and (
        d.preparation_version <> ${PREPARATION_VERSION}
        or ${context.watchesCouples}::boolean
        or d.anomalies @? ${CONTEXT_SENTENCES}
        or d.person in (select jsonb_array_elements_text(${JSON.stringify(context.duplicatedPeople)}::jsonb))
      )`,
  );
  return found.flatMap(({ id, id_erp_apprenant: idErpApprenant, person, couples, said, outdated }) => {
    if (outdated) return [id];
    const expected: Anomalie[] = [];
    contextAnomalies(parseCouples(couples), context.around({ etablissementId, idErpApprenant, person }), expected);
    const same = JSON.stringify(expected.map((a) => a.sentence)) === JSON.stringify(JSON.parse(said));
    return same ? [] : [id];
  });
}
