import type { ChampKey } from "@/lib/domain/champs";

/**
 * How a heading of somebody's software tells a field: the words that it must have (each list is one way to say it), those that it may have
 * besides, and no other. `per`: the field's keys by rank, for what comes several times. `weak`: taken when no other column is.
 */
export type HeadingRule = {
  field: ChampKey;
  ways: readonly string[];
  may?: string;
  others?: readonly (ChampKey | undefined)[];
  /** Other fields that the same column fills when they have none of their own: one CFA is both responsable and formateur. */
  also?: readonly ChampKey[];
  weak?: true;
  /** Its words also mean other things: it is taken when its cells hold words of the field. */
  unsure?: true;
};

const OF_APPRENANT = "apprenant personnel";
const ranked = <const K extends string>(key: K) => [`${key}_2`, `${key}_3`, `${key}_4`] as const;

/** In this order: the first rule that a heading answers is its own. */
export const HEADING_RULES: readonly HeadingRule[] = [
  {
    field: "nom_apprenant",
    ways: ["nom", "nom usage", "nom marital", "nom famille", "nom famille usage", "nom usage naissance"],
    may: "apprenant usuel",
  },
  {
    field: "nom_apprenant",
    ways: ["nom naissance", "nom jeune fille", "nom patronymique", "nom apprenant naissance", "nom famille naissance"],
    may: "apprenant",
    weak: true,
  },
  { field: "prenom_apprenant", ways: ["prenom", "prenoms", "prenom usuel", "prenom usage"], may: "apprenant" },
  { field: "date_de_naissance_apprenant", ways: ["naissance", "date naissance"], may: "apprenant" },
  { field: "sexe_apprenant", ways: ["sexe"], may: "apprenant" },
  {
    field: "ine_apprenant",
    ways: ["ine", "identifiant national", "identifiant ine", "numero national apprenant"],
    may: "numero apprenant code bea unique rnie",
  },
  {
    field: "id_erp_apprenant",
    ways: [
      "identifiant",
      "identifiant apprenant",
      "numero apprenant",
      "code apprenant",
      "numero dossier",
      "numero inscription",
      "reference apprenant",
      "ref apprenant",
    ],
    may: "interne logiciel unique erp numero code",
  },
  { field: "email_contact", ways: ["email"], may: `${OF_APPRENANT} adresse` },
  { field: "tel_apprenant", ways: ["telephone"], may: `${OF_APPRENANT} numero domicile` },
  {
    field: "tel_apprenant",
    ways: ["fixe", "telephone fixe"],
    may: `${OF_APPRENANT} numero domicile`,
    weak: true,
  },
  { field: "code_postal_apprenant", ways: ["cp"], may: `${OF_APPRENANT} adresse domicile residence` },
  { field: "adresse_apprenant", ways: ["adresse"], may: `${OF_APPRENANT} postale domicile residence numero ligne` },
  {
    field: "code_postal_de_naissance_apprenant",
    ways: ["cp naissance", "cp lieu naissance", "cp commune naissance", "departement naissance"],
    may: "apprenant",
  },
  {
    field: "code_commune_insee_de_naissance_apprenant",
    ways: [
      "insee naissance",
      "commune naissance insee",
      "code commune naissance",
      "insee lieu naissance",
      "code insee ville naissance",
    ],
    may: "apprenant code",
  },
  {
    field: "code_commune_insee_apprenant",
    ways: ["code commune", "insee commune", "code insee commune", "code insee ville", "code insee"],
    may: `${OF_APPRENANT} adresse domicile residence`,
  },
  {
    field: "responsable_apprenant_mail1",
    ways: ["email parent", "email famille", "email responsable", "email responsable parent"],
    may: "apprenant personnel adresse tuteur",
    others: ["responsable_apprenant_mail2"],
  },
  {
    field: "rqth_apprenant",
    ways: ["rqth", "travailleur rqth", "reconnaissance travailleur rqth"],
    may: "apprenant situation",
  },
  { field: "date_rqth_apprenant", ways: ["date rqth"], may: "apprenant reconnaissance" },
  {
    field: "annee_scolaire",
    ways: ["annee scolaire", "annee universitaire", "exercice scolaire", "session scolaire"],
    may: "",
  },
  {
    field: "annee_formation",
    ways: ["annee formation", "annee cycle", "annee diplome", "niveau annee", "annee etude", "annee etudes"],
    may: "apprenant cours",
  },
  {
    field: "libelle_court_formation",
    ways: [
      "formation",
      "libelle formation",
      "nom formation",
      "diplome",
      "libelle diplome",
      "diplome prepare",
      "libelle diplome prepare",
      "formation suivie",
      "formation preparee",
      "action formation",
      "titre prepare",
      "libelle titre",
      "titre formation",
      "titre professionnel",
    ],
    may: "court courte long abrege apprenant titre professionnel",
  },
  { field: "formation_rncp", ways: ["rncp"], may: "code numero formation fiche diplome titre" },
  {
    field: "formation_cfd",
    ways: [
      "cfd",
      "code diplome",
      "code formation diplome",
      "code diplome education nationale",
      "code en",
      "code scolarite",
      "code apprentissage diplome",
    ],
    may: "numero formation national code diplome",
  },
  {
    field: "duree_theorique_formation_mois",
    ways: ["duree mois", "duree formation mois", "nombre mois"],
    may: "formation prevue theorique nb contrat",
  },
  { field: "date_inscription_formation", ways: ["date inscription", "inscription"], may: "formation apprenant cfa" },
  {
    field: "date_entree_formation",
    ways: ["date entree", "entree", "date debut formation", "debut formation", "entree formation", "date rentree"],
    may: "formation cfa apprenant prevue effective",
  },
  {
    field: "date_fin_formation",
    ways: ["date fin formation", "fin formation", "date sortie prevue", "date sortie formation prevue"],
    may: "formation cfa apprenant prevue",
  },
  {
    field: "date_exclusion_formation",
    ways: ["date exclusion", "date sortie effective", "exclusion date"],
    may: "formation cfa apprenant",
  },
  {
    field: "cause_exclusion_formation",
    ways: ["cause exclusion", "cause sortie", "cause depart"],
    may: "formation apprenant",
  },
  {
    field: "obtention_diplome_formation",
    ways: ["obtention diplome", "diplome obtention", "obtention"],
    may: "formation apprenant titre",
  },
  {
    field: "date_obtention_diplome_formation",
    ways: ["date obtention", "date obtention diplome"],
    may: "formation apprenant titre",
  },
  { field: "etablissement_responsable_uai", ways: ["uai responsable"], may: "cfa numero code formation" },
  { field: "etablissement_responsable_siret", ways: ["siret responsable"], may: "cfa numero formation" },
  { field: "etablissement_lieu_de_formation_uai", ways: ["uai lieu", "uai lieu formation"], may: "cfa numero code" },
  { field: "etablissement_lieu_de_formation_siret", ways: ["siret lieu", "siret lieu formation"], may: "cfa numero" },
  { field: "etablissement_lieu_de_formation_adresse", ways: ["adresse lieu", "adresse lieu formation"], may: "cfa" },
  { field: "etablissement_lieu_de_formation_code_postal", ways: ["cp lieu", "cp lieu formation"], may: "cfa adresse" },
  { field: "etablissement_formateur_uai", ways: ["uai formateur"], may: "cfa numero code formation" },
  { field: "etablissement_formateur_siret", ways: ["siret formateur"], may: "cfa numero formation" },
  {
    field: "etablissement_formateur_uai",
    ways: ["uai", "uai cfa", "uai formation"],
    may: "numero code",
    also: ["etablissement_responsable_uai"],
  },
  {
    field: "etablissement_formateur_siret",
    ways: ["siret cfa", "siret formation"],
    may: "numero",
    also: ["etablissement_responsable_siret"],
  },
  {
    field: "contrat_date_debut",
    ways: ["date debut contrat", "debut contrat", "contrat date debut", "contrat debut"],
    may: "apprentissage prevue",
    others: ranked("contrat_date_debut"),
  },
  {
    field: "contrat_date_fin",
    ways: ["date fin contrat", "fin contrat"],
    may: "apprentissage prevue",
    others: ranked("contrat_date_fin"),
  },
  {
    field: "contrat_date_rupture",
    ways: ["date rupture", "date rupture contrat", "date fin effective contrat", "date fin contrat effective"],
    may: "apprentissage effective",
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
    may: "numero apprenant contrat",
    others: ranked("siret_employeur"),
  },
  {
    field: "nom_employeur",
    ways: ["employeur", "nom employeur", "libelle employeur"],
    may: "apprenant contrat",
    others: ranked("nom_employeur"),
  },
  { field: "statut", ways: ["statut", "statut apprenant"], may: "actuel" },
  { field: "statut", ways: ["regime", "qualite"], may: "apprenant actuel", unsure: true },
  {
    field: "groupe_formation",
    ways: ["groupe", "groupe formation", "libelle groupe", "nom groupe", "code groupe"],
    may: "apprenant",
  },
];
