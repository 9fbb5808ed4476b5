import { type ChampGroup, champ } from "./definition";

type Suffix = "" | "_2" | "_3" | "_4";

function contratChamps<const S extends Suffix>(suffix: S, group: ChampGroup, rank: string) {
  return [
    champ(group, `contrat_date_debut${suffix}`, "date", "La ", `Date de début du ${rank}`, "Celle du CERFA."),
    champ(group, `contrat_date_fin${suffix}`, "date", "La ", `Date de fin du ${rank}`, "Celle du CERFA."),
    champ(
      group,
      `contrat_date_rupture${suffix}`,
      "date",
      "La ",
      `Date de rupture du ${rank}`,
      "À remplir seulement si le contrat a été rompu.",
    ),
    champ(group, `cause_rupture_contrat${suffix}`, "texteLibre", "La ", `Cause de rupture du ${rank}`, "Texte libre."),
    champ(
      group,
      `siret_employeur${suffix}`,
      "siretTolere",
      "Le ",
      `SIRET de l'employeur du ${rank}`,
      "14 chiffres : celui de l'établissement où travaille l'apprenti.",
    ),
  ] as const;
}

export const CONTRAT_CHAMPS = [
  ...contratChamps("", "contrat1", "contrat"),
  ...contratChamps("_2", "contrat2", "deuxième contrat"),
  ...contratChamps("_3", "contrat3", "troisième contrat"),
  ...contratChamps("_4", "contrat4", "quatrième contrat"),
] as const;
