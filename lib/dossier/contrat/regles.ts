import { regexes } from "zod";
import type { TypeChamp } from "@/lib/dossier/champs/definition";
import { lireDateTba } from "@/lib/dossier/jour";
import { SITUATIONS, TYPES_CFA } from "./nomenclatures";
import { verdictTelephone } from "./telephone";

/** The TBA's messages for a value, none when it takes it. The value is neither undefined nor null. */
export type Regle = (valeur: unknown) => readonly string[];

const OK: readonly string[] = [];
const TEXTE_ATTENDU = ["String attendu"];
const BOOLEEN_ATTENDU = ["Boolean attendu"];

const enTexteSiPlein = (valeur: unknown): unknown => (valeur ? String(valeur) : valeur);

/** A rule for texts, after what the TBA does to the value before it looks at it. */
function texte(avant: (valeur: unknown) => unknown, accepte: (texte: string) => boolean, message: string): Regle {
  const refus = [message];
  return (valeur) => {
    const lu = avant(valeur);
    if (typeof lu !== "string") return TEXTE_ATTENDU;
    return accepte(lu) ? OK : refus;
  };
}

const telQuel = (valeur: unknown): unknown => valeur;
const tout = () => true;
const CARACTERES = (n: number) => `String must contain at least ${n} character(s)`;
const sansSeparateurs = (valeur: unknown) => (valeur ? String(valeur).replace(/[\s.-]+/g, "") : valeur);
const cinqChiffres = (valeur: unknown) => (valeur ? String(valeur).trim().padStart(5, "0") : valeur);
const annees = (valeur: unknown) => (valeur ? String(valeur).replaceAll("/", "-").replaceAll(" ", "") : valeur);

const UAI = /^[0-9]{7}[a-zA-Z]$/;
const ANNEES = /^([12][0-9]{3})-([12][0-9]{3})$/;
const DERNIER_ORGANISME = /^(0?[0-9]{2}|0?2[AB]|97[1-4678]|98[678]|99[0135]|[0-9]{7}[a-zA-Z])$/;

function anneeScolaireAcceptee(lue: string): boolean {
  const trouvees = ANNEES.exec(lue.trim());
  if (trouvees === null) return false;
  const ecart = Number(trouvees[2]) - Number(trouvees[1]);
  return ecart === 0 || ecart === 1;
}

function regleDate(valeur: unknown): readonly string[] {
  const { etat } = lireDateTba(valeur);
  if (etat === "lue") return OK;
  return etat === "impossible" ? ["Invalid date"] : ["Date invalide"];
}

function regleTelephone(valeur: unknown): readonly string[] {
  const messages = {
    accepte: OK,
    format: ["Format invalide"],
    invalide: ["Numéro de téléphone invalide"],
    special: ["Numéro de téléphone est un numéro spécial"],
    "special-invalide": ["Numéro de téléphone invalide", "Numéro de téléphone est un numéro spécial"],
  };
  return messages[verdictTelephone(String(valeur))];
}

function regleRncp(valeur: unknown): readonly string[] {
  const lu = String(valeur)
    .trim()
    .toUpperCase()
    .replace(/[\s.-]+/g, "");
  return /^[0-9]{2,5}$/.test(lu.startsWith("RNCP") ? lu.slice(4) : lu) ? OK : ["Code RNCP invalide"];
}

function regleAnneeFormation(valeur: unknown): readonly string[] {
  const nombre = valeur ? Number(valeur) : valeur;
  if (typeof nombre !== "number" || Number.isNaN(nombre)) return ["Number attendu"];
  const messages: string[] = [];
  if (!Number.isInteger(nombre)) messages.push("Integer attendu");
  if (nombre < 0) messages.push("Number must be greater than or equal to 0");
  if (nombre > 5) messages.push("Le chiffre doit être inférieur ou égal à 5");
  return messages;
}

function regleSexe(valeur: unknown): readonly string[] {
  const lu =
    typeof valeur === "string" || typeof valeur === "number"
      ? String(valeur).trim().replace("H", "M").replace("1", "M").replace("2", "F")
      : valeur;
  return lu === "M" || lu === "F" ? OK : ["M, H ou F attendu"];
}

const ENUM_TYPES_CFA = Object.keys(TYPES_CFA)
  .sort()
  .map((code) => `'${code}'`)
  .join(" | ");

function regleTypeCfa(valeur: unknown): readonly string[] {
  if (typeof valeur !== "string" && typeof valeur !== "number") return [`${ENUM_TYPES_CFA} attendu`];
  const code = String(valeur).padStart(2, "0");
  return Object.hasOwn(TYPES_CFA, code) ? OK : [`Invalid enum value. Expected ${ENUM_TYPES_CFA}, received '${code}'`];
}

const entier = (valeur: unknown): unknown => (typeof valeur === "string" ? Number.parseInt(valeur, 10) : valeur);
const estSituation = (valeur: unknown) => typeof valeur === "number" && SITUATIONS.has(valeur);
const estStatut = (valeur: unknown) => valeur === 0 || valeur === 2 || valeur === 3;

/** Values that the TBA drops without a word when they are wrong: it takes anything it can turn into text. */
const avale: Regle = (valeur) => {
  String(valeur);
  return OK;
};

/** One rule for each kind of value (api-v3.md, «The fields»; contract-vectors.jsonl). */
export const REGLES: Readonly<Record<TypeChamp, Regle>> = {
  nom: texte(telQuel, (lu) => lu.trim().length >= 1, CARACTERES(1)),
  libelle: texte(telQuel, (lu) => lu.trim().length >= 2, CARACTERES(2)),
  texte: texte(telQuel, tout, ""),
  texteLibre: texte(telQuel, tout, ""),
  identifiant: texte(enTexteSiPlein, tout, ""),
  ine: texte(enTexteSiPlein, tout, ""),
  date: regleDate,
  booleen: (valeur) => (typeof valeur === "boolean" ? OK : BOOLEEN_ATTENDU),
  anneeScolaire: texte(
    annees,
    anneeScolaireAcceptee,
    "Format invalide (format attendu : 2023-2024). Les années doivent être consécutives ou identiques (ex : 2023-2024 ou 2023-2023)",
  ),
  anneeFormation: regleAnneeFormation,
  duree: avale,
  uai: texte(telQuel, (lu) => UAI.test(lu.trim().toUpperCase()), "UAI invalide"),
  siret: texte(sansSeparateurs, (lu) => /^[0-9]{14}$/.test(lu.trim()), "Siret invalide. Format attendu : 14 chiffres"),
  siretTolere: avale,
  codePostal: texte(
    cinqChiffres,
    (lu) => /^[0-9]{5}$/.test(lu.trim()),
    "Le code postal doit faire 5 caractères numériques exactement",
  ),
  codePostalTolere: avale,
  communeInsee: texte(enTexteSiPlein, (lu) => /^([0-9]{2}|2A|2B)[0-9]{3}$/.test(lu), "Format invalide"),
  sexe: regleSexe,
  email: texte(telQuel, (lu) => regexes.email.test(lu.trim()), "Email non valide"),
  emailStrict: texte(telQuel, (lu) => regexes.email.test(lu), "Email non valide"),
  telephone: regleTelephone,
  rncp: regleRncp,
  cfd: texte(String, (lu) => /^[A-Z0-9]{8}$/.test(lu.trim().toUpperCase()), "Code CFD invalide"),
  situation: (valeur) => (estSituation(entier(valeur)) ? OK : ["Invalid input"]),
  dernierOrganisme: texte(String, (lu) => DERNIER_ORGANISME.test(lu), "UAI ou département"),
  typeCfa: regleTypeCfa,
  statut: (valeur) => (estStatut(entier(valeur)) ? OK : ["Valeurs possibles: 0,2,3"]),
};

/** `custom_statut_apprenant` alone takes any value that can be read as text. */
export const REGLE_TOUT_TEXTE = avale;
