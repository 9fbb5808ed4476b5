import { sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import type { Anomalie } from "@/lib/dossier/anomalie";
import type { CodeAnomalie } from "@/lib/dossier/anomalies/catalogue";
import { anomaliesDuContexte } from "@/lib/dossier/anomalies/contexte";
import { VERSION_CONTRAT } from "@/lib/dossier/contrat-tba";
import { lireContexteEtablissement } from "./contexte-dossiers";
import { COUPLES_EN_TEXTE, LECTURE_DU_PAYLOAD, lireCouples } from "./couples-du-payload";

/** The anomalies that come from the context alone. */
const CODES = ["COUPLE_INCONNU", "PERSONNE_EN_DOUBLE"] as const satisfies readonly CodeAnomalie[];
const LEURS_PHRASES = sql.raw(`'$[*] ? (${CODES.map((code) => `@.code == "${code}"`).join(" || ")}) .phrase'`);

type Ligne = {
  id: string;
  id_erp_apprenant: string;
  personne: string | null;
  couples: string;
  dites: string;
  ancien: boolean;
};

/**
 * The dossiers of an établissement to be prepared again: those of another version of the rules, and those whose anomalies no longer say what
 * their context is (a couple that became known or unknown, a twin that came or went). Read off the rows themselves, so that an interruption is made good the next time.
 */
export async function trouverPerimes(db: Db, etablissementId: string): Promise<string[]> {
  const contexte = await lireContexteEtablissement(db, etablissementId);
  const lus = await lignes<Ligne>(
    db,
    sql`select d.id, d.id_erp_apprenant, d.personne, ${COUPLES_EN_TEXTE} as couples,
        jsonb_path_query_array(d.anomalies, ${LEURS_PHRASES})::text as dites,
        d.version_contrat <> ${VERSION_CONTRAT} as ancien
      from dossiers d, ${LECTURE_DU_PAYLOAD}
      where d.etablissement_id = ${etablissementId}::uuid and (
        d.version_contrat <> ${VERSION_CONTRAT}
        or ${contexte.couplesInconnus.size > 0}::boolean
        or d.anomalies @? ${LEURS_PHRASES}
        or d.personne in (select jsonb_array_elements_text(${JSON.stringify(contexte.personnesEnDouble)}::jsonb))
      )`,
  );
  return lus.flatMap(({ id, id_erp_apprenant: idErpApprenant, personne, couples, dites, ancien }) => {
    if (ancien) return [id];
    const attendues: Anomalie[] = [];
    anomaliesDuContexte(lireCouples(couples), contexte.de({ etablissementId, idErpApprenant, personne }), attendues);
    const memes = JSON.stringify(attendues.map((a) => a.phrase)) === JSON.stringify(JSON.parse(dites));
    return memes ? [] : [id];
  });
}
