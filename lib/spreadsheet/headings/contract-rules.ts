import type { HeadingRule } from "./heading-rule.types";

const ranked = <const K extends string>(key: K) => [`${key}_2`, `${key}_3`, `${key}_4`] as const;

/** How headings tell the fields of a contract, the first or another by its rank. */
export const CONTRACT_RULES: readonly HeadingRule[] = [
  {
    field: "contrat_date_debut",
    ways: [
      "date debut contrat",
      "debut contrat",
      "date effet contrat",
      "debut apprentissage",
      "date debut apprentissage",
    ],
    may: "apprentissage prevue cours actuel",
    others: ranked("contrat_date_debut"),
  },
  {
    field: "contrat_date_fin",
    ways: ["date fin contrat", "fin contrat", "fin apprentissage", "date fin apprentissage"],
    may: "apprentissage prevue periode cours actuel",
    others: ranked("contrat_date_fin"),
  },
  {
    field: "contrat_date_rupture",
    ways: ["date rupture", "date rupture contrat", "date fin effective contrat"],
    may: "apprentissage effective effet cours actuel",
    others: ranked("contrat_date_rupture"),
  },
  {
    field: "contrat_date_rupture",
    ways: ["rupture", "rupture contrat"],
    may: "apprentissage effective",
    others: ranked("contrat_date_rupture"),
    weak: true,
  },
  {
    field: "cause_rupture_contrat",
    ways: ["cause rupture", "cause rupture contrat"],
    may: "apprentissage",
    others: ranked("cause_rupture_contrat"),
  },
  {
    field: "siret_employeur",
    ways: ["siret employeur", "siret contrat"],
    may: "numero apprenant contrat cours actuel",
    others: ranked("siret_employeur"),
  },
  {
    field: "nom_employeur",
    ways: ["employeur", "nom employeur", "libelle employeur"],
    may: "apprenant contrat cours actuel",
    others: ranked("nom_employeur"),
  },
];
