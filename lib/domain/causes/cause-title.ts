import { type AnomalieCode, CATALOGUE } from "@/lib/domain/anomalies/catalogue";
import { type ChampKey, champOf } from "@/lib/domain/champs";

/** What «L'» hides: adresse, année, obtention are feminine; UAI, INE, e-mail, identifiant, établissement are not. */
function agree(champ: ChampKey): string {
  const { subject, label } = champOf(champ);
  return subject.startsWith("La ") || /^(Adresse|Année|Obtention)/.test(label) ? "e" : "";
}

/** What is wrong, after the field's label. Others are titled as the catalogue does. */
const QUALIFIERS: Partial<Record<AnomalieCode, (e: string) => string>> = {
  CHAMP_MANQUANT: (e) => `absent${e}`,
  CFD_MANQUANT: (e) => `absent${e}`,
  RNCP_MANQUANT: (e) => `absent${e}`,
  CONTRAT_SANS_DEBUT: (e) => `absent${e}`,
  NOM_VIDE: () => "vide",
  IDENTIFIANT_VIDE: () => "vide",
  LIBELLE_TROP_COURT: (e) => `trop court${e}`,
  TEXTE_ATTENDU: () => "qui n'est pas du texte",
  BOOLEEN_ATTENDU: () => "ni oui ni non",
  VALEUR_ILLISIBLE: () => "illisible",
  DATE_ILLISIBLE: () => "illisible",
  TELEPHONE_SPECIAL: () => "surtaxé ou spécial",
  SIRET_PERDU: () => "que le TBA ne gardera pas",
  CODE_POSTAL_PERDU: () => "que le TBA ne gardera pas",
  DUREE_PERDUE: () => "que le TBA ne gardera pas",
  SIRET_CLE: () => "dont la clé de contrôle est fausse",
  DATE_HORS_CALENDRIER: () => "qui n'existe pas",
};

const isInCatalogue = (code: string): code is AnomalieCode => Object.hasOwn(CATALOGUE, code);

/** «SIRET du formateur invalide (7776444410001)», «Date d'inscription absente». */
export function causeTitle(code: string, champ: ChampKey, precision: string | null): string {
  const rest = precision === null ? "" : ` (${precision})`;
  const { label } = champOf(champ);
  if (!isInCatalogue(code)) return label + rest;
  const qualify = QUALIFIERS[code];
  if (qualify !== undefined) return `${label} ${qualify(agree(champ))}${rest}`;
  return code.endsWith("_INVALIDE") ? `${label} invalide${rest}` : CATALOGUE[code].title + rest;
}
