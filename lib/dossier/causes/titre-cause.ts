import { CATALOGUE, type CodeAnomalie } from "@/lib/dossier/anomalies/catalogue";
import { type CleChamp, champDe } from "@/lib/dossier/champs";

/** What «L'» hides: adresse, année, obtention are feminine; UAI, INE, e-mail, identifiant, établissement are not. */
function accord(champ: CleChamp): string {
  const { sujet, libelle } = champDe(champ);
  return sujet.startsWith("La ") || /^(Adresse|Année|Obtention)/.test(libelle) ? "e" : "";
}

/** What is wrong, after the field's label. Others are titled as the catalogue does. */
const QUALIFICATIFS: Partial<Record<CodeAnomalie, (e: string) => string>> = {
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

const estDuCatalogue = (code: string): code is CodeAnomalie => Object.hasOwn(CATALOGUE, code);

/** «SIRET du formateur invalide (7776444410001)», «Date d'inscription absente». */
export function titreCause(code: string, champ: CleChamp, precision: string | null): string {
  const suite = precision === null ? "" : ` (${precision})`;
  const { libelle } = champDe(champ);
  if (!estDuCatalogue(code)) return libelle + suite;
  const qualifier = QUALIFICATIFS[code];
  if (qualifier !== undefined) return `${libelle} ${qualifier(accord(champ))}${suite}`;
  return code.endsWith("_INVALIDE") ? `${libelle} invalide${suite}` : CATALOGUE[code].titre + suite;
}
