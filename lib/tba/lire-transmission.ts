import { z } from "zod";
import type { ReponseHttp } from "./appel-http";
import { lireJson } from "./lire-json";
import { REPONSE_AUTRE, REPONSE_ILLISIBLE, REPONSE_VIDE, raisonStatut } from "./raisons";
import type { ReponseTransmission, ResultatDossierTba } from "./reponses";

/** What tells a dossier in an answer. */
const IdentiteSchema = z.object({ id_erp_apprenant: z.unknown().optional(), annee_scolaire: z.unknown().optional() });
const EnvoiSchema = z.array(IdentiteSchema);

const DossierSchema = IdentiteSchema.extend({
  has_error: z.boolean().optional(),
  validation_errors: z.array(z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])) })),
});
const SuccesSchema = z.object({ status: z.literal("OK"), data: z.array(DossierSchema) });
const RefusSchema = z.object({ message: z.string() });

const MAX_MESSAGE = 300;

export type Identite = { id: string; annee: string };

const texteDe = (valeur: unknown): string => (valeur === undefined || valeur === null ? "" : String(valeur));
const identiteDe = ({ id_erp_apprenant, annee_scolaire }: z.infer<typeof IdentiteSchema>): Identite => ({
  id: texteDe(id_erp_apprenant),
  annee: texteDe(annee_scolaire),
});

/** The identities of the dossiers of a body about to leave. Throws when it is not an array of objects: a bug of ours. */
export function identitesEnvoyees(corps: string): Identite[] {
  return EnvoiSchema.parse(JSON.parse(corps)).map(identiteDe);
}

function resultat({ validation_errors, has_error }: z.infer<typeof DossierSchema>): ResultatDossierTba {
  if (validation_errors.length === 0 && has_error !== true) return { accepte: true };
  return {
    accepte: false,
    messages: validation_errors.map(({ path, message }) => ({ champ: path.join("."), message })),
  };
}

function lireSucces(texte: string, envoyes: readonly Identite[]): ReponseTransmission {
  const statutHttp = 200;
  if (texte.trim() === "") return { genre: "indisponible", statutHttp, raison: REPONSE_VIDE };
  const lu = lireJson(texte, SuccesSchema);
  if (lu === null) return { genre: "indisponible", statutHttp, raison: REPONSE_ILLISIBLE };
  const memes =
    lu.data.length === envoyes.length &&
    lu.data.every((dossier, i) => {
      const { id, annee } = identiteDe(dossier);
      return id === envoyes[i]?.id && annee === envoyes[i]?.annee;
    });
  if (!memes) return { genre: "indisponible", statutHttp, raison: REPONSE_AUTRE };
  return { genre: "reponse", statutHttp, resultats: lu.data.map(resultat) };
}

/**
 * What an answer means for the dossiers that were sent. A 200 that is not about exactly them, in their order,
 * counts as no answer.
 */
export function lireTransmission(reponse: ReponseHttp, envoyes: readonly Identite[]): ReponseTransmission {
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
