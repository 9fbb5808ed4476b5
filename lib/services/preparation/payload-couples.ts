import { sql } from "drizzle-orm";
import type { Json } from "@/lib/domain/json";

const CHAMPS = [
  "etablissement_formateur_uai",
  "etablissement_formateur_siret",
  "etablissement_responsable_uai",
  "etablissement_responsable_siret",
] as const;

/** To be joined to `dossiers d`: one reading of the payload, whatever the kind of the values. */
export const PAYLOAD_READING = sql.raw(
  `lateral json_to_record(d.payload::json) as p(${CHAMPS.map((champ) => `${champ} json`).join(", ")})`,
);

/** The values that make the couples UAI/SIRET of a dossier, as one text. */
export const COUPLES_AS_TEXT = sql.raw(`json_build_array(${CHAMPS.map((champ) => `p.${champ}`).join(", ")})::text`);

/** Those values, by field. */
export function parseCouples(text: string): Record<(typeof CHAMPS)[number], Json> {
  const [formateurUai = null, formateurSiret = null, responsableUai = null, responsableSiret = null] = JSON.parse(
    text,
  ) as Json[];
  return {
    etablissement_formateur_uai: formateurUai,
    etablissement_formateur_siret: formateurSiret,
    etablissement_responsable_uai: responsableUai,
    etablissement_responsable_siret: responsableSiret,
  };
}
