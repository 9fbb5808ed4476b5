import { addDays, frenchDay } from "@/lib/domain/day";
import type { ExampleCfa } from "./cfa";
import { employeur } from "./employers";
import { GROUPS, type Group } from "./groups";
import type { Fault, Person } from "./people";

/** What a cell is in the sheet: a real date, a text that looks like one, a link to an address, or a plain value. */
export type ExampleCell =
  | { kind: "date"; day: string }
  | { kind: "lien"; address: string }
  | { kind: "value"; value: string | number | boolean };

export type ExampleDossier = Record<string, ExampleCell | undefined>;

const value = (v: string | number | boolean | null): ExampleCell | undefined =>
  v === null ? undefined : { kind: "value", value: v };
const link = (address: string): ExampleCell => ({ kind: "lien", address });

/** The n-th of a few values, round and round: the same file at each run. */
const turn = <const C extends readonly [unknown, ...unknown[]]>(choice: C, rank: number): C[number] =>
  choice[rank % choice.length];

const LOCALITES = [
  ["35000", "rue des Lilas"],
  ["35310", "impasse du Moulin"],
  ["44110", "avenue de la Gare"],
  ["56130", "chemin de l'Écluse"],
  ["35580", "place de l'Église"],
  ["22100", "route de Dinan"],
] as const;
const BIRTHS = ["35000", "56000", "44000", "01000", "22100", "35300", "06000", "99352"] as const;

/** Most days are real dates; every ninth row has them as text, as someone types them. */
function dayOf(rank: number, day: string): ExampleCell {
  return rank % 9 === 4 ? { kind: "value", value: frenchDay(day) } : { kind: "date", day };
}

const asAddress = (text: string) =>
  text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z]+/g, "");

function identity({ name, firstName, sexe, birth }: Person, rank: number, faults: ReadonlySet<Fault>): ExampleDossier {
  const [codePostal, street] = turn(LOCALITES, rank);
  const telephone = `01 99 00 ${String(10 + rank)} ${String(99 - rank)}`;
  const ine = `${String(100_203_040 + rank * 1_357_911)}${turn(["HC", "FF", "DK", "JA"], rank)}`;
  const short = frenchDay(birth).replace(/\d\d(\d\d)$/, "$1");
  const rqth = rank % 23 === 7;
  return {
    nom_apprenant: value(name),
    prenom_apprenant: value(firstName),
    date_de_naissance_apprenant: rank % 20 === 12 ? value(short) : dayOf(rank, birth),
    sexe_apprenant: value(sexe === "M" && rank % 4 === 1 ? "H" : sexe),
    code_postal_de_naissance_apprenant: value(Number(turn(BIRTHS, rank))),
    email_contact: link(`${asAddress(firstName)}.${asAddress(name)}@example.org`),
    adresse_apprenant: value(`${1 + ((rank * 7) % 90)}, ${street}`),
    code_postal_apprenant: value(Number(codePostal)),
    ine_apprenant: value(faults.has("ine") ? "EN ATTENTE" : ine),
    tel_apprenant: value(rank % 6 === 3 ? Number(telephone.replace(/\D/g, "")) : telephone),
    rqth_apprenant: value(rqth ? "OUI" : turn(["NON", false, "NON"], rank)),
    date_rqth_apprenant: rqth ? dayOf(rank, "2025-03-17") : undefined,
    responsable_apprenant_mail1: birth >= "2007" ? link(`famille.${asAddress(name)}@example.org`) : undefined,
  };
}

function formation(person: Person, rank: number, faults: ReadonlySet<Fault>, cfa: ExampleCfa): ExampleDossier {
  const group: Group = GROUPS[person.group];
  const entry = person.entry ?? group.entry;
  const inscription = person.entry === undefined ? group.inscription : addDays(entry, -5);
  const excluded = person.situation === "exclusion";
  return {
    dernier_organisme_uai: value(group.year === 1 ? turn(["035", "056", "044"], rank) : cfa.uai),
    derniere_situation: value(group.year === 1 ? turn(["2001", "3101"], rank) : 4101),
    type_cfa: value(9),
    annee_scolaire: value(rank % 11 === 5 ? "2026/2027" : "2026-2027"),
    annee_formation: value(group.year),
    formation_rncp: value(group.rncp),
    formation_cfd: faults.has("sans-cfd") ? undefined : value(group.cfd),
    date_inscription_formation: faults.has("B") ? undefined : dayOf(rank, inscription),
    date_entree_formation: dayOf(rank, entry),
    date_fin_formation: dayOf(rank, group.fin),
    duree_theorique_formation_mois: value(group.month),
    libelle_court_formation: value(group.label),
    date_exclusion_formation: excluded ? dayOf(rank, "2026-10-16") : undefined,
    cause_exclusion_formation: excluded ? value("Absences répétées et injustifiées") : undefined,
    formation_presentielle: value(turn(["OUI", true], rank)),
    nom_referent_handicap_formation: value("Morvan"),
    prenom_referent_handicap_formation: value("Sylvie"),
    email_referent_handicap_formation: link("referent.handicap@example.org"),
  };
}

function etablissements(faults: ReadonlySet<Fault>, cfa: ExampleCfa): ExampleDossier {
  return {
    etablissement_responsable_uai: value(faults.has("C") ? cfa.uai.slice(1) : cfa.uai),
    etablissement_responsable_siret: value(cfa.siret),
    etablissement_formateur_uai: value(cfa.uai),
    etablissement_formateur_siret: value(faults.has("A") ? cfa.siret.slice(0, -1) : cfa.siret),
    etablissement_lieu_de_formation_uai: value(cfa.uai),
    etablissement_lieu_de_formation_siret: value(cfa.siret),
    etablissement_lieu_de_formation_adresse: value("2, quai des Trois Rivières"),
    etablissement_lieu_de_formation_code_postal: value(35000),
  };
}

function contrats(person: Person, rank: number, faults: ReadonlySet<Fault>): ExampleDossier {
  if (person.situation === "inscrit") return {};
  const group: Group = GROUPS[person.group];
  const debut = addDays(group.entry, turn([0, 3, -7, 0, 13, -28, 6, 0, 20], rank));
  const first = employeur(rank);
  const wrongLastDigit = String((Number(first.siret.slice(-1)) + 1) % 10);
  const siret = faults.has("siret-employeur-13")
    ? first.siret.slice(0, -1)
    : faults.has("siret-employeur-luhn")
      ? first.siret.slice(0, -1) + wrongLastDigit
      : first.siret;
  const contrat: ExampleDossier = {
    contrat_date_debut: dayOf(rank, debut),
    contrat_date_fin: dayOf(rank, addDays(group.fin, turn([0, -31, -1, -24, 0, -3], rank))),
    siret_employeur: value(rank % 13 === 6 ? Number(siret) : siret),
    nom_employeur: value(first.name),
  };
  if (person.situation === undefined) return contrat;
  if (person.situation === "exclusion") {
    return {
      ...contrat,
      contrat_date_rupture: dayOf(rank, "2026-10-16"),
      cause_rupture_contrat: value("Exclusion de la formation"),
    };
  }
  const [rupture, next] = person.situation === "rupture1" ? ["2026-06-12", "2026-08-31"] : ["2026-09-30", "2026-10-19"];
  const second = employeur(rank + 7);
  return {
    ...contrat,
    contrat_date_rupture: dayOf(rank, rupture),
    cause_rupture_contrat: value("Rupture d'un commun accord"),
    contrat_date_debut_2: dayOf(rank, next),
    contrat_date_fin_2: dayOf(rank, group.fin),
    siret_employeur_2: value(second.siret),
    nom_employeur_2: value(second.name),
  };
}

/** The cells of a person's row in the list of a CFA, by field. `rank` is the person's place in the list, from 0. */
export function exampleDossier(person: Person, rank: number, cfa: ExampleCfa): ExampleDossier {
  const faults = new Set(person.faults);
  const { statut, title } = GROUPS[person.group];
  return {
    ...identity(person, rank, faults),
    ...formation(person, rank, faults, cfa),
    ...(statut === "ELV" ? {} : etablissements(faults, cfa)),
    ...(statut === "APP" ? contrats(person, rank, faults) : {}),
    id_erp_apprenant: value(20_260_100 + rank * 3),
    statut: value(statut),
    groupe_formation: value(title),
  };
}
