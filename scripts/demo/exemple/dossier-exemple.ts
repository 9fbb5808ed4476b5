import { ajouterJours, jourFrancais } from "@/lib/dossier/jour";
import { CFA_EXEMPLE as CFA } from "./cfa";
import { employeur } from "./employeurs";
import { GROUPES, type Groupe } from "./groupes";
import type { Defaut, Personne } from "./personnes";

/** What a cell is in the sheet: a real date, a text that looks like one, a link to an address, or a plain value. */
export type CelluleExemple =
  | { genre: "date"; jour: string }
  | { genre: "lien"; adresse: string }
  | { genre: "valeur"; valeur: string | number | boolean };

export type DossierExemple = Record<string, CelluleExemple | undefined>;

const valeur = (v: string | number | boolean | null): CelluleExemple | undefined =>
  v === null ? undefined : { genre: "valeur", valeur: v };
const lien = (adresse: string): CelluleExemple => ({ genre: "lien", adresse });

/** The n-th of a few values, round and round: the same file at each run. */
const tour = <const C extends readonly [unknown, ...unknown[]]>(choix: C, rang: number): C[number] =>
  choix[rang % choix.length];

const LOCALITES = [
  ["35000", "rue des Lilas"],
  ["35310", "impasse du Moulin"],
  ["44110", "avenue de la Gare"],
  ["56130", "chemin de l'Écluse"],
  ["35580", "place de l'Église"],
  ["22100", "route de Dinan"],
] as const;
const NAISSANCES = ["35000", "56000", "44000", "01000", "22100", "35300", "06000", "99352"] as const;

/** Most days are real dates; every ninth row has them as text, as someone types them. */
function jourDe(rang: number, jour: string): CelluleExemple {
  return rang % 9 === 4 ? { genre: "valeur", valeur: jourFrancais(jour) } : { genre: "date", jour };
}

const enAdresse = (texte: string) =>
  texte
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z]+/g, "");

function identite(
  { nom, prenom, sexe, naissance }: Personne,
  rang: number,
  defauts: ReadonlySet<Defaut>,
): DossierExemple {
  const [codePostal, voie] = tour(LOCALITES, rang);
  const telephone = `01 99 00 ${String(10 + rang)} ${String(99 - rang)}`;
  const ine = `${String(100_203_040 + rang * 1_357_911)}${tour(["HC", "FF", "DK", "JA"], rang)}`;
  const court = jourFrancais(naissance).replace(/\d\d(\d\d)$/, "$1");
  const rqth = rang % 23 === 7;
  return {
    nom_apprenant: valeur(nom),
    prenom_apprenant: valeur(prenom),
    date_de_naissance_apprenant: rang % 20 === 12 ? valeur(court) : jourDe(rang, naissance),
    sexe_apprenant: valeur(sexe === "M" && rang % 4 === 1 ? "H" : sexe),
    code_postal_de_naissance_apprenant: valeur(Number(tour(NAISSANCES, rang))),
    email_contact: lien(`${enAdresse(prenom)}.${enAdresse(nom)}@example.org`),
    adresse_apprenant: valeur(`${1 + ((rang * 7) % 90)}, ${voie}`),
    code_postal_apprenant: valeur(Number(codePostal)),
    ine_apprenant: valeur(defauts.has("ine") ? "EN ATTENTE" : ine),
    tel_apprenant: valeur(rang % 6 === 3 ? Number(telephone.replace(/\D/g, "")) : telephone),
    rqth_apprenant: valeur(rqth ? "OUI" : tour(["NON", false, "NON"], rang)),
    date_rqth_apprenant: rqth ? jourDe(rang, "2025-03-17") : undefined,
    responsable_apprenant_mail1: naissance >= "2007" ? lien(`famille.${enAdresse(nom)}@example.org`) : undefined,
  };
}

function formation(personne: Personne, rang: number, defauts: ReadonlySet<Defaut>): DossierExemple {
  const groupe: Groupe = GROUPES[personne.groupe];
  const entree = personne.entree ?? groupe.entree;
  const inscription = personne.entree === undefined ? groupe.inscription : ajouterJours(entree, -5);
  const exclu = personne.situation === "exclusion";
  return {
    dernier_organisme_uai: valeur(groupe.annee === 1 ? tour(["035", "056", "044"], rang) : CFA.uai),
    derniere_situation: valeur(groupe.annee === 1 ? tour(["2001", "3101"], rang) : 4101),
    type_cfa: valeur(9),
    annee_scolaire: valeur(rang % 11 === 5 ? "2026/2027" : "2026-2027"),
    annee_formation: valeur(groupe.annee),
    formation_rncp: valeur(groupe.rncp),
    formation_cfd: defauts.has("sans-cfd") ? undefined : valeur(groupe.cfd),
    date_inscription_formation: defauts.has("B") ? undefined : jourDe(rang, inscription),
    date_entree_formation: jourDe(rang, entree),
    date_fin_formation: jourDe(rang, groupe.fin),
    duree_theorique_formation_mois: valeur(groupe.mois),
    libelle_court_formation: valeur(groupe.libelle),
    date_exclusion_formation: exclu ? jourDe(rang, "2026-10-16") : undefined,
    cause_exclusion_formation: exclu ? valeur("Absences répétées et injustifiées") : undefined,
    formation_presentielle: valeur(tour(["OUI", true], rang)),
    nom_referent_handicap_formation: valeur("Morvan"),
    prenom_referent_handicap_formation: valeur("Sylvie"),
    email_referent_handicap_formation: lien("referent.handicap@example.org"),
  };
}

function etablissements(defauts: ReadonlySet<Defaut>): DossierExemple {
  return {
    etablissement_responsable_uai: valeur(defauts.has("C") ? CFA.uai.slice(1) : CFA.uai),
    etablissement_responsable_siret: valeur(CFA.siret),
    etablissement_formateur_uai: valeur(CFA.uai),
    etablissement_formateur_siret: valeur(defauts.has("A") ? CFA.siret.slice(0, -1) : CFA.siret),
    etablissement_lieu_de_formation_uai: valeur(CFA.uai),
    etablissement_lieu_de_formation_siret: valeur(CFA.siret),
    etablissement_lieu_de_formation_adresse: valeur("2, quai des Trois Rivières"),
    etablissement_lieu_de_formation_code_postal: valeur(35000),
  };
}

function contrats(personne: Personne, rang: number, defauts: ReadonlySet<Defaut>): DossierExemple {
  if (personne.situation === "inscrit") return {};
  const groupe: Groupe = GROUPES[personne.groupe];
  const debut = ajouterJours(groupe.entree, tour([0, 3, -7, 0, 13, -28, 6, 0, 20], rang));
  const premier = employeur(rang);
  const dernierChiffreFaux = String((Number(premier.siret.slice(-1)) + 1) % 10);
  const siret = defauts.has("siret-employeur-13")
    ? premier.siret.slice(0, -1)
    : defauts.has("siret-employeur-luhn")
      ? premier.siret.slice(0, -1) + dernierChiffreFaux
      : premier.siret;
  const contrat: DossierExemple = {
    contrat_date_debut: jourDe(rang, debut),
    contrat_date_fin: jourDe(rang, ajouterJours(groupe.fin, tour([0, -31, -1, -24, 0, -3], rang))),
    siret_employeur: valeur(rang % 13 === 6 ? Number(siret) : siret),
    nom_employeur: valeur(premier.nom),
  };
  if (personne.situation === undefined) return contrat;
  if (personne.situation === "exclusion") {
    return {
      ...contrat,
      contrat_date_rupture: jourDe(rang, "2026-10-16"),
      cause_rupture_contrat: valeur("Exclusion de la formation"),
    };
  }
  const [rupture, suivant] =
    personne.situation === "rupture1" ? ["2026-06-12", "2026-08-31"] : ["2026-09-30", "2026-10-19"];
  const second = employeur(rang + 7);
  return {
    ...contrat,
    contrat_date_rupture: jourDe(rang, rupture),
    cause_rupture_contrat: valeur("Rupture d'un commun accord"),
    contrat_date_debut_2: jourDe(rang, suivant),
    contrat_date_fin_2: jourDe(rang, groupe.fin),
    siret_employeur_2: valeur(second.siret),
    nom_employeur_2: valeur(second.nom),
  };
}

/** The cells of a person's row, by field. `rang` is the person's place in the list, from 0. */
export function dossierExemple(personne: Personne, rang: number): DossierExemple {
  const defauts = new Set(personne.defauts);
  const { statut, intitule } = GROUPES[personne.groupe];
  return {
    ...identite(personne, rang, defauts),
    ...formation(personne, rang, defauts),
    ...(statut === "ELV" ? {} : etablissements(defauts)),
    ...(statut === "APP" ? contrats(personne, rang, defauts) : {}),
    id_erp_apprenant: valeur(20_260_100 + rang * 3),
    statut: valeur(statut),
    groupe_formation: valeur(intitule),
  };
}
