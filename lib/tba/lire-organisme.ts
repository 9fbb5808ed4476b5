import { z } from "zod";
import type { ReponseHttp } from "./appel-http";
import { lireJson } from "./lire-json";
import { REPONSE_ILLISIBLE, raisonStatut, TROP_DE_REQUETES } from "./raisons";
import type { ReponseOrganisme } from "./reponses";

const OrganismeSchema = z.object({
  uai: z.string().nullish(),
  siret: z.string(),
  enseigne: z.string().nullish(),
  raison_sociale: z.string().nullish(),
  ferme: z.boolean().nullish(),
});
const InconnuSchema = z.object({ message: z.literal("Aucun organisme trouvé") });

const injoignable = (raison: string): ReponseOrganisme => ({ genre: "injoignable", raison });

/** What `get-by-uai-siret` answered about a couple. */
export function lireOrganisme(reponse: ReponseHttp, uai: string | null, siret: string): ReponseOrganisme {
  if ("echec" in reponse) return injoignable(reponse.echec);
  const { statutHttp, texte } = reponse;
  if (statutHttp === 400 && lireJson(texte, InconnuSchema) !== null) return { genre: "inconnu" };
  if (statutHttp === 429) return injoignable(TROP_DE_REQUETES);
  if (statutHttp !== 200) return injoignable(raisonStatut(statutHttp));
  const lu = lireJson(texte, OrganismeSchema);
  if (lu === null || lu.siret !== siret || (lu.uai ?? null) !== uai) return injoignable(REPONSE_ILLISIBLE);
  const nom = lu.enseigne || lu.raison_sociale || null;
  return { genre: "connu", organisme: { uai, siret, nom, ferme: lu.ferme === true } };
}
