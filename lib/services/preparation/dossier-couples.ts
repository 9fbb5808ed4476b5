import { sql } from "drizzle-orm";
import type { Json } from "@/lib/domain/json";

const CHAMPS = [
  "etablissement_formateur_uai",
  "etablissement_formateur_siret",
  "etablissement_responsable_uai",
  "etablissement_responsable_siret",
] as const;

const asRecord = CHAMPS.map((champ) => `${champ} jsonb`).join(", ");
const asPayload = CHAMPS.map((champ) => `coalesce(c.${champ} -> 'value', s.${champ}) as ${champ}`).join(", ");

/** To be joined to `dossiers d`: what their payload says, of the values that make it, since these need not be taken apart as text. */
export const COUPLES_READING = sql.raw(
  `lateral (select ${asPayload} from jsonb_to_record(d.source) as s(${asRecord}), jsonb_to_record(d.corrections) as c(${asRecord})) as p`,
);

/** The values that make the couples UAI/SIRET of a dossier, as one text. */
export const COUPLES_AS_TEXT = sql.raw(`jsonb_build_array(${CHAMPS.map((champ) => `p.${champ}`).join(", ")})::text`);

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
