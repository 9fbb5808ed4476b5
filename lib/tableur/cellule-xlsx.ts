import type { CellErrorValue, CellRichTextValue, CellValue } from "exceljs";
import type { Cellule } from "@/lib/dossier/lire-valeur";

const DERNIER_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59);

/** exceljs gives a date cell as an instant in UTC: its UTC day is the one written. Beyond the calendar, what Excel shows. */
function lireJour(date: Date): string {
  const instant = date.getTime();
  return Number.isNaN(instant) || instant > DERNIER_INSTANT ? "########" : date.toISOString().slice(0, 10);
}

const lireTexteRiche = (valeur: CellRichTextValue) => valeur.richText.map((morceau) => morceau.text ?? "").join("");

type Resultat = string | number | boolean | Date | CellErrorValue | undefined;

function lireResultat(resultat: Resultat): Cellule {
  if (resultat === undefined || resultat === null) return null;
  if (resultat instanceof Date) return lireJour(resultat);
  return typeof resultat === "object" ? resultat.error : resultat;
}

/** The text of a link is at times itself rich text, whatever the types say; a link without text is its address. */
function lireLien(texte: unknown, adresse: string): string {
  if (typeof texte === "string" && texte !== "") return texte;
  if (typeof texte === "object" && texte !== null && "richText" in texte) {
    return lireTexteRiche(texte as CellRichTextValue);
  }
  return adresse.replace(/^mailto:/i, "");
}

/**
 * What a cell of exceljs holds, as text, number or boolean: dates as «AAAA-MM-JJ», links as their text, formulas as their
 * result, errors as Excel shows them («#N/A»), so that nothing is lost and nothing reads «[object Object]».
 */
export function lireCellule(valeur: CellValue): Cellule {
  if (valeur === null || valeur === undefined) return null;
  if (typeof valeur !== "object") return valeur;
  if (valeur instanceof Date) return lireJour(valeur);
  if ("error" in valeur) return valeur.error;
  if ("richText" in valeur) return lireTexteRiche(valeur);
  if ("hyperlink" in valeur) return lireLien(valeur.text, valeur.hyperlink);
  if ("formula" in valeur || "sharedFormula" in valeur) return lireResultat(valeur.result);
  // Every kind is read above; at run time an empty shared string comes as an empty object.
  valeur satisfies never;
  return null;
}
