import { z } from "zod";
import type { ReponseHttp } from "./appel-http";
import { lireJson } from "./lire-json";
import { REPONSE_AUTRE, REPONSE_ILLISIBLE, REPONSE_VIDE, raisonStatut } from "./raisons";
import type { ReponseTransmission, ResultatDossierTba } from "./reponses";

/** What tells a dossier. */
const IdentiteSchema = z.object({ id_erp_apprenant: z.unknown().optional(), annee_scolaire: z.unknown().optional() });
type Identite = z.infer<typeof IdentiteSchema>;

const DossierSchema = IdentiteSchema.extend({
  has_error: z.boolean().optional(),
  validation_errors: z.array(z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])) })),
});
const SuccesSchema = z.object({ status: z.literal("OK"), data: z.array(DossierSchema) });
const RefusSchema = z.object({ message: z.string() });

const MAX_MESSAGE = 300;

/** True when the JSON text of a flat object holds that very value under that key: between quotes, a key is never mistaken for a text. */
function tient(texte: string, cle: keyof Identite, valeur: unknown): boolean {
  const attendu = `"${cle}":${JSON.stringify(valeur)}`;
  const debut = texte.indexOf(attendu);
  const apres = texte[debut + attendu.length];
  return debut > 0 && (apres === "," || apres === "}");
}

const texteDe = (valeur: unknown): string => (valeur === undefined || valeur === null ? "" : String(valeur));

/**
 * Is an answer about the dossier that was sent? The TBA gives back what it received: looking for it in the text spares reading two
 * thousand dossiers again. Another way to write the same (12 and «12») is found out by reading.
 */
function repond(lu: Identite, envoye: string): boolean {
  const { id_erp_apprenant: id, annee_scolaire: annee } = lu;
  if (tient(envoye, "id_erp_apprenant", id) && tient(envoye, "annee_scolaire", annee)) return true;
  const recu = IdentiteSchema.parse(JSON.parse(envoye));
  return texteDe(recu.id_erp_apprenant) === texteDe(id) && texteDe(recu.annee_scolaire) === texteDe(annee);
}

function resultat({ validation_errors, has_error }: z.infer<typeof DossierSchema>): ResultatDossierTba {
  if (validation_errors.length === 0 && has_error !== true) return { accepte: true };
  return {
    accepte: false,
    messages: validation_errors.map(({ path, message }) => ({ champ: path.join("."), message })),
  };
}

function lireSucces(texte: string, envoyes: readonly string[]): ReponseTransmission {
  const statutHttp = 200;
  if (texte.trim() === "") return { genre: "indisponible", statutHttp, raison: REPONSE_VIDE };
  const lu = lireJson(texte, SuccesSchema);
  if (lu === null) return { genre: "indisponible", statutHttp, raison: REPONSE_ILLISIBLE };
  const memes = lu.data.length === envoyes.length && lu.data.every((dossier, i) => repond(dossier, envoyes[i] ?? ""));
  if (!memes) return { genre: "indisponible", statutHttp, raison: REPONSE_AUTRE };
  return { genre: "reponse", statutHttp, resultats: lu.data.map(resultat) };
}

/**
 * What an answer means for the dossiers that were sent, each a JSON text. A 200 that is not about exactly them, in their order,
 * counts as no answer.
 */
export function lireTransmission(reponse: ReponseHttp, envoyes: readonly string[]): ReponseTransmission {
  if ("echec" in reponse) {
    return { genre: "indisponible", statutHttp: reponse.statutHttp, raison: reponse.echec };
  }
  const { statutHttp, texte, attendreSecondes } = reponse;
  switch (statutHttp) {
    case 200:
      return lireSucces(texte, envoyes);
    case 400: {
      const message = lireJson(texte, RefusSchema)?.message ?? "";
      return { genre: "requete-refusee", statutHttp, message: message.slice(0, MAX_MESSAGE) };
    }
    case 403:
      // A page of HTML is a proxy's or a firewall's: it says nothing of the key.
      if (texte.trimStart().startsWith("<"))
        return { genre: "indisponible", statutHttp, raison: raisonStatut(statutHttp) };
      return { genre: "cle-refusee" };
    case 413:
      return { genre: "trop-gros" };
    case 429:
      return { genre: "trop-de-requetes", attendreSecondes };
    default:
      return { genre: "indisponible", statutHttp, raison: raisonStatut(statutHttp) };
  }
}
