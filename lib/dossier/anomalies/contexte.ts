import type { Anomalie } from "@/lib/dossier/anomalie";
import type { CleChamp } from "@/lib/dossier/champs";
import type { ObjetJson } from "@/lib/dossier/json";
import { anomalie } from "./catalogue";
import { montrer } from "./montrer";

/** What the dossier alone does not say. */
export type Contexte = {
  /** Couples «UAI:SIRET» that the TBA said it does not know. */
  couplesInconnus: ReadonlySet<string>;
  /** Another identifier of the établissement under which the same person stands. */
  autreIdentifiant: string | null;
};

export const CONTEXTE_VIDE: Contexte = { couplesInconnus: new Set(), autreIdentifiant: null };

const COUPLES: readonly { uai: CleChamp; siret: CleChamp; nom: string }[] = [
  { uai: "etablissement_formateur_uai", siret: "etablissement_formateur_siret", nom: "du formateur" },
  { uai: "etablissement_responsable_uai", siret: "etablissement_responsable_siret", nom: "du responsable" },
];

/** «UAI:SIRET» as the TBA compares them; null when one of them is not a text or a number. */
export function coupleDe(uai: unknown, siret: unknown): string | null {
  if (typeof uai !== "string" || (typeof siret !== "string" && typeof siret !== "number")) return null;
  return `${uai.trim().toUpperCase()}:${String(siret).replace(/[\s.-]+/g, "")}`;
}

/** Risks that come from outside the dossier: couples unknown to the TBA, the same person twice; added to `trouvees`. */
export function anomaliesDuContexte(valeurs: ObjetJson, contexte: Contexte, trouvees: Anomalie[]): void {
  if (contexte.couplesInconnus.size > 0) {
    for (const { uai, siret, nom } of COUPLES) {
      const couple = coupleDe(valeurs[uai], valeurs[siret]);
      if (couple === null || !contexte.couplesInconnus.has(couple)) continue;
      const phrase = `L'UAI et le SIRET ${nom} (${couple.replace(":", " et ")}) ne sont pas connus ensemble du TBA, qui peut perdre le dossier : faites vérifier ce couple par le Carif-Oref.`;
      trouvees.push(anomalie("COUPLE_INCONNU", [uai, siret], phrase));
    }
  }
  if (contexte.autreIdentifiant !== null) {
    const phrase = `La même personne existe aussi sous l'identifiant ${montrer(contexte.autreIdentifiant)} : gardez-en un seul dans le logiciel, sinon le TBA la comptera deux fois.`;
    trouvees.push(anomalie("PERSONNE_EN_DOUBLE", ["id_erp_apprenant"], phrase));
  }
}
