/** The kinds of value; each has one rule of the contract (regles.ts), one reader of cells and one input on screen. */
export type TypeChamp =
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

export type GroupeChamp =
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

export type Champ<Cle extends string = string> = {
  /** The API's field name. */
  cle: Cle;
  type: TypeChamp;
  groupe: GroupeChamp;
  /** On screen, in headings and sheets: «SIRET du formateur». */
  libelle: string;
  /** At the start of a sentence: «Le SIRET du formateur». */
  sujet: string;
  aide: string;
  requis: boolean;
  /** False for what the ERP tells us and the TBA never gets. */
  transmis: boolean;
  /** Other headings under which files carry this field. */
  alias: readonly string[];
};

export type Options = { requis?: true; alias?: readonly string[]; transmis?: boolean };

/** One field of the list; the sentence's subject is made of the article and the label. */
export function champ<const Cle extends string>(
  groupe: GroupeChamp,
  cle: Cle,
  type: TypeChamp,
  article: Article,
  libelle: string,
  aide: string,
  { requis, alias = [], transmis = true }: Options = {},
): Champ<Cle> {
  const acronyme = /^[A-ZÀ-Ý]{2}/.test(libelle);
  const suite = acronyme ? libelle : libelle.charAt(0).toLowerCase() + libelle.slice(1);
  return { cle, type, groupe, libelle, sujet: article + suite, aide, requis: requis === true, transmis, alias };
}
