/** The kinds of value; each has one rule of the contract (rules.ts), one reader of cells and one input on screen. */
export type ChampType =
  | "nom"
  | "libelle"
  | "texte"
  | "texteLibre"
  | "identifiant"
  | "ine"
  | "date"
  | "booleen"
  | "anneeScolaire"
  | "anneeFormation"
  | "duree"
  | "uai"
  | "siret"
  | "siretTolere"
  | "codePostal"
  | "codePostalTolere"
  | "communeInsee"
  | "sexe"
  | "email"
  | "emailStrict"
  | "telephone"
  | "rncp"
  | "cfd"
  | "situation"
  | "dernierOrganisme"
  | "typeCfa"
  | "statut";

export type ChampGroup =
  | "apprenant"
  | "coordonnees"
  | "formation"
  | "etablissements"
  | "contrat1"
  | "contrat2"
  | "contrat3"
  | "contrat4"
  | "sifa"
  | "erp";

export type Article = "Le " | "La " | "L'";

export type Champ<Key extends string = string> = {
  /** The API's field name. */
  key: Key;
  type: ChampType;
  group: ChampGroup;
  /** On screen, in headings and sheets: «SIRET du formateur». */
  label: string;
  /** At the start of a sentence: «Le SIRET du formateur». */
  subject: string;
  help: string;
  required: boolean;
  /** False for what the ERP tells us and the TBA never gets. */
  sent: boolean;
  /** Other headings under which files carry this field. */
  alias: readonly string[];
};

export type Options = { required?: true; alias?: readonly string[]; sent?: boolean };

/** One field of the list; the sentence's subject is made of the article and the label. */
export function champ<const Key extends string>(
  group: ChampGroup,
  key: Key,
  type: ChampType,
  article: Article,
  label: string,
  help: string,
  { required, alias = [], sent = true }: Options = {},
): Champ<Key> {
  const acronym = /^[A-ZÀ-Ý]{2}/.test(label);
  const rest = acronym ? label : label.charAt(0).toLowerCase() + label.slice(1);
  return { key, type, group, label, subject: article + rest, help, required: required === true, sent, alias };
}
