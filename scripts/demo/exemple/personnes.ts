import type { CleGroupe } from "./groupes";

/**
 * A: the formateur's SIRET has lost its last digit. B: no date of inscription. C: the responsable's UAI has lost its zero.
 * The others do not stop a dossier.
 */
export type Defaut = "A" | "B" | "C" | "siret-employeur-13" | "siret-employeur-luhn" | "sans-cfd" | "ine";

/** Everyone has a contract, but these: not yet one, one broken and another one since, an exclusion. */
export type Situation = "inscrit" | "rupture1" | "rupture2" | "exclusion";

export type Personne = {
  nom: string;
  prenom: string;
  sexe: "F" | "M";
  /** AAAA-MM-JJ */
  naissance: string;
  groupe: CleGroupe;
  situation?: Situation;
  /** When it is not the group's. */
  entree?: string;
  defauts?: readonly Defaut[];
};

/** Nobody: invented names, in the order in which the software lists them. 57 apprentices, 4 pupils, 3 trainees. */
export const PERSONNES: readonly Personne[] = [
  { nom: "Abalain", prenom: "Maëlys", sexe: "F", naissance: "1996-02-02", groupe: "FCTSVO" },
  { nom: "Aubry-Kervella", prenom: "Thibault", sexe: "M", naissance: "2007-04-18", groupe: "TSVO2" },
  { nom: "Ba", prenom: "Aminata", sexe: "F", naissance: "2009-08-06", groupe: "TCV" },
  { nom: "Barbotin", prenom: "Léo-Paul", sexe: "M", naissance: "2005-12-15", groupe: "TSVO2" },
  { nom: "Baudoin", prenom: "Éloïse", sexe: "F", naissance: "2006-01-09", groupe: "TSTC2", defauts: ["B"] },
  { nom: "Béchu", prenom: "Gwenaël", sexe: "M", naissance: "2007-07-12", groupe: "TSVO2", defauts: ["C"] },
  { nom: "Benhaddou", prenom: "Inès", sexe: "F", naissance: "2006-10-03", groupe: "TSVO2", defauts: ["C"] },
  { nom: "Bihouée", prenom: "Mathéo", sexe: "M", naissance: "2004-02-05", groupe: "TSVO2" },
  { nom: "Boscher", prenom: "Clémence", sexe: "F", naissance: "2008-05-08", groupe: "TSVO1", defauts: ["C"] },
  {
    nom: "Bréhant",
    prenom: "Noé",
    sexe: "M",
    naissance: "2007-09-17",
    groupe: "TSTC2",
    defauts: ["siret-employeur-luhn"],
  },
  { nom: "Cadoret", prenom: "Anaïs", sexe: "F", naissance: "2004-04-02", groupe: "TSTC2", defauts: ["A", "B"] },
  { nom: "Chesnel", prenom: "Rémi", sexe: "M", naissance: "2007-01-01", groupe: "TSTC2", defauts: ["A"] },
  { nom: "Colliot", prenom: "Sacha", sexe: "M", naissance: "2006-08-10", groupe: "TSTC2", defauts: ["A"] },
  { nom: "Cornec-Tanguy", prenom: "Lénaïg", sexe: "F", naissance: "2008-08-13", groupe: "TSVO1", defauts: ["A"] },
  { nom: "D'Armaillé", prenom: "Côme", sexe: "M", naissance: "2001-07-08", groupe: "RQHSE1", defauts: ["A"] },
  { nom: "Da Silva Pinto", prenom: "Rafaël", sexe: "M", naissance: "2005-08-25", groupe: "TSVO2", defauts: ["A"] },
  {
    nom: "Danet",
    prenom: "Zoé",
    sexe: "F",
    naissance: "2002-04-12",
    groupe: "CDO1",
    situation: "inscrit",
    entree: "2026-09-01",
  },
  { nom: "Delamarre", prenom: "Jean-Baptiste", sexe: "M", naissance: "2006-05-01", groupe: "TSTC2", defauts: ["C"] },
  {
    nom: "Derrien",
    prenom: "Solène",
    sexe: "F",
    naissance: "2002-01-22",
    groupe: "RQHSE1",
    situation: "inscrit",
    entree: "2026-09-01",
  },
  { nom: "Diarra", prenom: "Moussa", sexe: "M", naissance: "2007-06-19", groupe: "TSVO2", defauts: ["A"] },
  { nom: "Éon", prenom: "Youna", sexe: "F", naissance: "2007-11-22", groupe: "TSTC2", defauts: ["A"] },
  {
    nom: "Fauchoux",
    prenom: "Étienne",
    sexe: "M",
    naissance: "2000-12-05",
    groupe: "CDO1",
    situation: "inscrit",
    entree: "2026-09-14",
    defauts: ["A"],
  },
  { nom: "Février", prenom: "Océane", sexe: "F", naissance: "2011-04-23", groupe: "2NDEC" },
  {
    nom: "Gaudichon",
    prenom: "Baptiste",
    sexe: "M",
    naissance: "2005-04-25",
    groupe: "TSVO2",
    defauts: ["siret-employeur-13"],
  },
  { nom: "Gicquel", prenom: "Nolwenn", sexe: "F", naissance: "2004-07-05", groupe: "CDO1", defauts: ["A"] },
  { nom: "Guéguen-Le Bras", prenom: "Malo", sexe: "M", naissance: "2000-11-19", groupe: "CDO1" },
  { nom: "Guérin", prenom: "Chloé", sexe: "F", naissance: "2006-12-02", groupe: "TSVO1", defauts: ["C"] },
  { nom: "Hamonic", prenom: "Loïc", sexe: "M", naissance: "2002-01-21", groupe: "RQHSE1" },
  { nom: "Hervouët", prenom: "Maïwenn", sexe: "F", naissance: "2007-08-12", groupe: "TSTC2", defauts: ["B"] },
  { nom: "Houssais", prenom: "Tom", sexe: "M", naissance: "2006-04-26", groupe: "TSTC2", defauts: ["A", "B"] },
  {
    nom: "Jégou",
    prenom: "Aïcha",
    sexe: "F",
    naissance: "2004-05-17",
    groupe: "TSTC2",
    situation: "rupture2",
    defauts: ["A"],
  },
  {
    nom: "Josselin",
    prenom: "Corentin",
    sexe: "M",
    naissance: "2008-05-07",
    groupe: "TSVO1",
    situation: "inscrit",
    entree: "2026-09-28",
    defauts: ["A"],
  },
  { nom: "Kergoat", prenom: "Léna", sexe: "F", naissance: "2004-12-19", groupe: "TSTC2", defauts: ["B"] },
  { nom: "Kouyaté", prenom: "Ibrahima", sexe: "M", naissance: "2005-06-26", groupe: "TSTC2" },
  { nom: "L'Hostis", prenom: "Bleuenn", sexe: "F", naissance: "2005-01-13", groupe: "TSVO2", defauts: ["sans-cfd"] },
  { nom: "Lambourg", prenom: "Aurélien", sexe: "M", naissance: "2005-07-02", groupe: "TSVO2", defauts: ["A"] },
  { nom: "Le Floc'h", prenom: "Margaux", sexe: "F", naissance: "2007-01-22", groupe: "TSVO2", defauts: ["ine"] },
  { nom: "Le Goff", prenom: "Ewen", sexe: "M", naissance: "2006-09-05", groupe: "TSTC2", defauts: ["A"] },
  { nom: "Le Treût", prenom: "Manon", sexe: "F", naissance: "2006-07-14", groupe: "TSTC2", defauts: ["B", "sans-cfd"] },
  {
    nom: "Lefèvre",
    prenom: "Agathe",
    sexe: "F",
    naissance: "2005-03-17",
    groupe: "TSVO2",
    defauts: ["A", "siret-employeur-13"],
  },
  { nom: "Lhermitte", prenom: "Hugo", sexe: "M", naissance: "2006-03-06", groupe: "TSVO1", defauts: ["A", "sans-cfd"] },
  { nom: "Madec", prenom: "Morgane", sexe: "F", naissance: "2007-12-27", groupe: "TSTC2", defauts: ["A", "B"] },
  {
    nom: "Maudet",
    prenom: "François-Xavier",
    sexe: "M",
    naissance: "2001-12-11",
    groupe: "RQHSE1",
    situation: "inscrit",
    entree: "2026-09-07",
    defauts: ["A"],
  },
  { nom: "Menguy", prenom: "Lou", sexe: "F", naissance: "1989-06-17", groupe: "FCTSVO" },
  {
    nom: "Monnerais",
    prenom: "Jules",
    sexe: "M",
    naissance: "2008-11-07",
    groupe: "TSVO1",
    situation: "inscrit",
    entree: "2026-09-21",
  },
  { nom: "N'Guessan", prenom: "Grâce", sexe: "F", naissance: "2007-04-18", groupe: "TSVO1", defauts: ["A"] },
  { nom: "Nédélec", prenom: "Titouan", sexe: "M", naissance: "2004-08-23", groupe: "TSVO2", defauts: ["A"] },
  { nom: "Olivier", prenom: "Camille", sexe: "F", naissance: "2007-06-11", groupe: "TSVO2", defauts: ["A"] },
  { nom: "Orain", prenom: "Nathan", sexe: "M", naissance: "2007-12-24", groupe: "TSVO1", defauts: ["A"] },
  { nom: "Pérennès", prenom: "Anne-Lise", sexe: "F", naissance: "2006-06-28", groupe: "TSVO1", defauts: ["A"] },
  { nom: "Piquemal", prenom: "Bastien", sexe: "M", naissance: "1993-11-02", groupe: "FCTSVO" },
  { nom: "Quéré", prenom: "Lisa", sexe: "F", naissance: "2006-11-23", groupe: "TSTC2", defauts: ["A"] },
  { nom: "Rabault", prenom: "Évan", sexe: "M", naissance: "2004-12-10", groupe: "TSVO2", defauts: ["A"] },
  {
    nom: "Renaudineau",
    prenom: "Céleste",
    sexe: "F",
    naissance: "2005-12-21",
    groupe: "TSTC2",
    situation: "exclusion",
  },
  { nom: "Riou", prenom: "Kylian", sexe: "M", naissance: "2006-10-02", groupe: "TSVO2", defauts: ["A"] },
  { nom: "Rozé", prenom: "Salomé", sexe: "F", naissance: "2003-08-12", groupe: "RQHSE1", defauts: ["A"] },
  { nom: "Saint-Jalmes", prenom: "Arthur", sexe: "M", naissance: "2007-07-25", groupe: "TSVO1" },
  { nom: "Salaün", prenom: "Enora", sexe: "F", naissance: "2006-09-08", groupe: "TSVO2", defauts: ["A"] },
  { nom: "Théaudin", prenom: "Gaëtan", sexe: "M", naissance: "2006-08-12", groupe: "TSVO2", defauts: ["A"] },
  { nom: "Tréhorel", prenom: "Jade", sexe: "F", naissance: "2004-07-20", groupe: "TSVO2", defauts: ["A"] },
  { nom: "Urvoy", prenom: "Mathis", sexe: "M", naissance: "2009-07-03", groupe: "2NDEC" },
  { nom: "Vaillant", prenom: "Noémie", sexe: "F", naissance: "2007-06-09", groupe: "TSVO1" },
  { nom: "Vettier", prenom: "Ronan", sexe: "M", naissance: "2009-07-21", groupe: "TCV" },
  { nom: "Yvenat", prenom: "Élise", sexe: "F", naissance: "2006-01-10", groupe: "TSVO2", situation: "rupture1" },
];
