import type { GroupKey } from "./groups";

/**
 * A: the formateur's SIRET has lost its last digit. B: no date of inscription. C: the responsable's UAI has lost its zero.
 * The others do not stop a dossier.
 */
export type Fault = "A" | "B" | "C" | "siret-employeur-13" | "siret-employeur-luhn" | "sans-cfd" | "ine";

/** Everyone has a contract, but these: not yet one, one broken and another one since, an exclusion. */
export type Situation = "inscrit" | "rupture1" | "rupture2" | "exclusion";

export type Person = {
  name: string;
  firstName: string;
  sexe: "F" | "M";
  /** AAAA-MM-JJ */
  birth: string;
  group: GroupKey;
  situation?: Situation;
  /** When it is not the group's. */
  entry?: string;
  faults?: readonly Fault[];
};

/** Nobody: invented names, in the order in which the software lists them. 57 apprentices, 4 pupils, 3 trainees. */
export const PEOPLE: readonly Person[] = [
  { name: "Abalain", firstName: "Maëlys", sexe: "F", birth: "1996-02-02", group: "FCTSVO" },
  { name: "Aubry-Kervella", firstName: "Thibault", sexe: "M", birth: "2007-04-18", group: "TSVO2" },
  { name: "Ba", firstName: "Aminata", sexe: "F", birth: "2009-08-06", group: "TCV" },
  { name: "Barbotin", firstName: "Léo-Paul", sexe: "M", birth: "2005-12-15", group: "TSVO2" },
  { name: "Baudoin", firstName: "Éloïse", sexe: "F", birth: "2006-01-09", group: "TSTC2", faults: ["B"] },
  { name: "Béchu", firstName: "Gwenaël", sexe: "M", birth: "2007-07-12", group: "TSVO2", faults: ["C"] },
  { name: "Benhaddou", firstName: "Inès", sexe: "F", birth: "2006-10-03", group: "TSVO2", faults: ["C"] },
  { name: "Bihouée", firstName: "Mathéo", sexe: "M", birth: "2004-02-05", group: "TSVO2" },
  { name: "Boscher", firstName: "Clémence", sexe: "F", birth: "2008-05-08", group: "TSVO1", faults: ["C"] },
  {
    name: "Bréhant",
    firstName: "Noé",
    sexe: "M",
    birth: "2007-09-17",
    group: "TSTC2",
    faults: ["siret-employeur-luhn"],
  },
  { name: "Cadoret", firstName: "Anaïs", sexe: "F", birth: "2004-04-02", group: "TSTC2", faults: ["A", "B"] },
  { name: "Chesnel", firstName: "Rémi", sexe: "M", birth: "2007-01-01", group: "TSTC2", faults: ["A"] },
  { name: "Colliot", firstName: "Sacha", sexe: "M", birth: "2006-08-10", group: "TSTC2", faults: ["A"] },
  { name: "Cornec-Tanguy", firstName: "Lénaïg", sexe: "F", birth: "2008-08-13", group: "TSVO1", faults: ["A"] },
  { name: "D'Armaillé", firstName: "Côme", sexe: "M", birth: "2001-07-08", group: "RQHSE1", faults: ["A"] },
  { name: "Da Silva Pinto", firstName: "Rafaël", sexe: "M", birth: "2005-08-25", group: "TSVO2", faults: ["A"] },
  {
    name: "Danet",
    firstName: "Zoé",
    sexe: "F",
    birth: "2002-04-12",
    group: "CDO1",
    situation: "inscrit",
    entry: "2026-09-01",
  },
  { name: "Delamarre", firstName: "Jean-Baptiste", sexe: "M", birth: "2006-05-01", group: "TSTC2", faults: ["C"] },
  {
    name: "Derrien",
    firstName: "Solène",
    sexe: "F",
    birth: "2002-01-22",
    group: "RQHSE1",
    situation: "inscrit",
    entry: "2026-09-01",
  },
  { name: "Diarra", firstName: "Moussa", sexe: "M", birth: "2007-06-19", group: "TSVO2", faults: ["A"] },
  { name: "Éon", firstName: "Youna", sexe: "F", birth: "2007-11-22", group: "TSTC2", faults: ["A"] },
  {
    name: "Fauchoux",
    firstName: "Étienne",
    sexe: "M",
    birth: "2000-12-05",
    group: "CDO1",
    situation: "inscrit",
    entry: "2026-09-14",
    faults: ["A"],
  },
  { name: "Février", firstName: "Océane", sexe: "F", birth: "2011-04-23", group: "2NDEC" },
  {
    name: "Gaudichon",
    firstName: "Baptiste",
    sexe: "M",
    birth: "2005-04-25",
    group: "TSVO2",
    faults: ["siret-employeur-13"],
  },
  { name: "Gicquel", firstName: "Nolwenn", sexe: "F", birth: "2004-07-05", group: "CDO1", faults: ["A"] },
  { name: "Guéguen-Le Bras", firstName: "Malo", sexe: "M", birth: "2000-11-19", group: "CDO1" },
  { name: "Guérin", firstName: "Chloé", sexe: "F", birth: "2006-12-02", group: "TSVO1", faults: ["C"] },
  { name: "Hamonic", firstName: "Loïc", sexe: "M", birth: "2002-01-21", group: "RQHSE1" },
  { name: "Hervouët", firstName: "Maïwenn", sexe: "F", birth: "2007-08-12", group: "TSTC2", faults: ["B"] },
  { name: "Houssais", firstName: "Tom", sexe: "M", birth: "2006-04-26", group: "TSTC2", faults: ["A", "B"] },
  {
    name: "Jégou",
    firstName: "Aïcha",
    sexe: "F",
    birth: "2004-05-17",
    group: "TSTC2",
    situation: "rupture2",
    faults: ["A"],
  },
  {
    name: "Josselin",
    firstName: "Corentin",
    sexe: "M",
    birth: "2008-05-07",
    group: "TSVO1",
    situation: "inscrit",
    entry: "2026-09-28",
    faults: ["A"],
  },
  { name: "Kergoat", firstName: "Léna", sexe: "F", birth: "2004-12-19", group: "TSTC2", faults: ["B"] },
  { name: "Kouyaté", firstName: "Ibrahima", sexe: "M", birth: "2005-06-26", group: "TSTC2" },
  { name: "L'Hostis", firstName: "Bleuenn", sexe: "F", birth: "2005-01-13", group: "TSVO2", faults: ["sans-cfd"] },
  { name: "Lambourg", firstName: "Aurélien", sexe: "M", birth: "2005-07-02", group: "TSVO2", faults: ["A"] },
  { name: "Le Floc'h", firstName: "Margaux", sexe: "F", birth: "2007-01-22", group: "TSVO2", faults: ["ine"] },
  { name: "Le Goff", firstName: "Ewen", sexe: "M", birth: "2006-09-05", group: "TSTC2", faults: ["A"] },
  { name: "Le Treût", firstName: "Manon", sexe: "F", birth: "2006-07-14", group: "TSTC2", faults: ["B", "sans-cfd"] },
  {
    name: "Lefèvre",
    firstName: "Agathe",
    sexe: "F",
    birth: "2005-03-17",
    group: "TSVO2",
    faults: ["A", "siret-employeur-13"],
  },
  { name: "Lhermitte", firstName: "Hugo", sexe: "M", birth: "2006-03-06", group: "TSVO1", faults: ["A", "sans-cfd"] },
  { name: "Madec", firstName: "Morgane", sexe: "F", birth: "2007-12-27", group: "TSTC2", faults: ["A", "B"] },
  {
    name: "Maudet",
    firstName: "François-Xavier",
    sexe: "M",
    birth: "2001-12-11",
    group: "RQHSE1",
    situation: "inscrit",
    entry: "2026-09-07",
    faults: ["A"],
  },
  { name: "Menguy", firstName: "Lou", sexe: "F", birth: "1989-06-17", group: "FCTSVO" },
  {
    name: "Monnerais",
    firstName: "Jules",
    sexe: "M",
    birth: "2008-11-07",
    group: "TSVO1",
    situation: "inscrit",
    entry: "2026-09-21",
  },
  { name: "N'Guessan", firstName: "Grâce", sexe: "F", birth: "2007-04-18", group: "TSVO1", faults: ["A"] },
  { name: "Nédélec", firstName: "Titouan", sexe: "M", birth: "2004-08-23", group: "TSVO2", faults: ["A"] },
  { name: "Olivier", firstName: "Camille", sexe: "F", birth: "2007-06-11", group: "TSVO2", faults: ["A"] },
  { name: "Orain", firstName: "Nathan", sexe: "M", birth: "2007-12-24", group: "TSVO1", faults: ["A"] },
  { name: "Pérennès", firstName: "Anne-Lise", sexe: "F", birth: "2006-06-28", group: "TSVO1", faults: ["A"] },
  { name: "Piquemal", firstName: "Bastien", sexe: "M", birth: "1993-11-02", group: "FCTSVO" },
  { name: "Quéré", firstName: "Lisa", sexe: "F", birth: "2006-11-23", group: "TSTC2", faults: ["A"] },
  { name: "Rabault", firstName: "Évan", sexe: "M", birth: "2004-12-10", group: "TSVO2", faults: ["A"] },
  {
    name: "Renaudineau",
    firstName: "Céleste",
    sexe: "F",
    birth: "2005-12-21",
    group: "TSTC2",
    situation: "exclusion",
  },
  { name: "Riou", firstName: "Kylian", sexe: "M", birth: "2006-10-02", group: "TSVO2", faults: ["A"] },
  { name: "Rozé", firstName: "Salomé", sexe: "F", birth: "2003-08-12", group: "RQHSE1", faults: ["A"] },
  { name: "Saint-Jalmes", firstName: "Arthur", sexe: "M", birth: "2007-07-25", group: "TSVO1" },
  { name: "Salaün", firstName: "Enora", sexe: "F", birth: "2006-09-08", group: "TSVO2", faults: ["A"] },
  { name: "Théaudin", firstName: "Gaëtan", sexe: "M", birth: "2006-08-12", group: "TSVO2", faults: ["A"] },
  { name: "Tréhorel", firstName: "Jade", sexe: "F", birth: "2004-07-20", group: "TSVO2", faults: ["A"] },
  { name: "Urvoy", firstName: "Mathis", sexe: "M", birth: "2009-07-03", group: "2NDEC" },
  { name: "Vaillant", firstName: "Noémie", sexe: "F", birth: "2007-06-09", group: "TSVO1" },
  { name: "Vettier", firstName: "Ronan", sexe: "M", birth: "2009-07-21", group: "TCV" },
  { name: "Yvenat", firstName: "Élise", sexe: "F", birth: "2006-01-10", group: "TSVO2", situation: "rupture1" },
];
