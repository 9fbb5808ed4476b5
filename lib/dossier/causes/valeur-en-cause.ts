import { montrer } from "@/lib/dossier/anomalies/montrer";
import { type CleChamp, champDe } from "@/lib/dossier/champs";
import type { GroupeChamp } from "@/lib/dossier/champs/definition";
import { jourFrancais, jourTba } from "@/lib/dossier/jour";
import type { Json } from "@/lib/dossier/json";
import type { AnomalieEnCause } from "./cause";

/** Fields of these groups have values that many apprentices share: the same wrong one is the same mistake. */
const GROUPES_PARTAGES: ReadonlySet<GroupeChamp> = new Set(["formation", "etablissements", "sifa"]);
/** Except these, that are each apprentice's own. */
const PERSONNELS: ReadonlySet<CleChamp> = new Set([
  "date_exclusion_formation",
  "cause_exclusion_formation",
  "obtention_diplome_formation",
  "date_obtention_diplome_formation",
  "custom_statut_apprenant",
  "date_metier_mise_a_jour_statut",
]);

/** True when one wrong value of the field may be shared by many: an établissement's, a training's, an employer's. */
export function estPartage(champ: CleChamp): boolean {
  return champ.startsWith("siret_employeur") || (GROUPES_PARTAGES.has(champDe(champ).groupe) && !PERSONNELS.has(champ));
}

const jourOuTexte = (valeur: Json | undefined) => {
  const jour = jourTba(valeur);
  return jour === null ? montrer(valeur) : jourFrancais(jour);
};

function texteDe(champ: CleChamp, valeur: Json | undefined): string {
  if (valeur === undefined || valeur === null) return "";
  const { type } = champDe(champ);
  const texte = montrer(valeur);
  return type === "siret" || type === "siretTolere" ? texte.replace(/[\s.-]+/g, "") : texte;
}

/** The wrong value as staff read it, null when it is missing or each apprentice's own: then the field alone makes the cause. */
export function valeurEnCause({ code, champs, valeurs }: AnomalieEnCause): string | null {
  const [champ, second] = champs;
  if (champ === undefined || !estPartage(champ) || code === "CONTRAT_SANS_DEBUT") return null;
  if (code === "FIN_AVANT_ENTREE") return `du ${jourOuTexte(valeurs[1])} au ${jourOuTexte(valeurs[0])}`;
  const texte = texteDe(champ, valeurs[0]);
  if (texte === "") return null;
  return code === "COUPLE_INCONNU" && second !== undefined ? `${texte} et ${texteDe(second, valeurs[1])}` : texte;
}
