import { champ, type GroupeChamp } from "./definition";

type Suffixe = "" | "_2" | "_3" | "_4";

function champsDuContrat<const S extends Suffixe>(suffixe: S, groupe: GroupeChamp, rang: string) {
  return [
    champ(groupe, `contrat_date_debut${suffixe}`, "date", "La ", `Date de début du ${rang}`, "Celle du CERFA."),
    champ(groupe, `contrat_date_fin${suffixe}`, "date", "La ", `Date de fin du ${rang}`, "Celle du CERFA."),
    champ(
      groupe,
      `contrat_date_rupture${suffixe}`,
      "date",
      "La ",
      `Date de rupture du ${rang}`,
      "À remplir seulement si le contrat a été rompu.",
    ),
    champ(
      groupe,
      `cause_rupture_contrat${suffixe}`,
      "texteLibre",
      "La ",
      `Cause de rupture du ${rang}`,
      "Texte libre.",
    ),
    champ(
      groupe,
      `siret_employeur${suffixe}`,
      "siretTolere",
      "Le ",
      `SIRET de l'employeur du ${rang}`,
      "14 chiffres : celui de l'établissement où travaille l'apprenti.",
    ),
  ] as const;
}

export const CHAMPS_CONTRATS = [
  ...champsDuContrat("", "contrat1", "contrat"),
  ...champsDuContrat("_2", "contrat2", "deuxième contrat"),
  ...champsDuContrat("_3", "contrat3", "troisième contrat"),
  ...champsDuContrat("_4", "contrat4", "quatrième contrat"),
] as const;
