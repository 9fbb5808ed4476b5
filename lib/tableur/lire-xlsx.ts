import ExcelJS from "exceljs";
import type { Cellule } from "@/lib/dossier/lire-valeur";
import { ErreurMetier } from "@/lib/errors";
import { extraireClasseur } from "./archive-xlsx";
import { lireCellule } from "./cellule-xlsx";
import { composerTableau, type LigneTableau, type Tableau } from "./tableau";

const LIGNES_MAX_EXCEL = 1_048_576;

/** Parts of a sheet that hold no value; exceljs unrolls some of their ranges cell by cell, or looks for missing files. */
const SANS_VALEUR = [
  ...["hyperlinks", "mergeCells", "dataValidations", "conditionalFormatting", "drawing", "picture", "tableParts"],
  ...["extLst", "autoFilter", "headerFooter", "rowBreaks", "pageSetup", "printOptions", "sheetProtection"],
];

async function ouvrir(octets: Uint8Array): Promise<ExcelJS.Workbook> {
  const illisible = new ErreurMetier(
    "SAISIE_INVALIDE",
    "Ce fichier n'est pas un classeur Excel lisible : ouvrez-le dans votre tableur et enregistrez-le au format .xlsx.",
  );
  try {
    const classeur = new ExcelJS.Workbook();
    const archive = extraireClasseur(octets);
    await classeur.xlsx.load(archive.slice().buffer as ArrayBuffer, { ignoreNodes: SANS_VALEUR });
    if (classeur.worksheets.some((feuille) => feuille.rowCount > LIGNES_MAX_EXCEL)) throw illisible;
    return classeur;
  } catch (erreur) {
    throw erreur instanceof ErreurMetier ? erreur : illisible;
  }
}

function rangees(feuille: ExcelJS.Worksheet): LigneTableau[] {
  const lues: LigneTableau[] = [];
  feuille.eachRow({ includeEmpty: false }, (rangee, numero) => {
    const cellules: Cellule[] = [];
    rangee.eachCell({ includeEmpty: false }, (cellule, colonne) => {
      while (cellules.length < colonne - 1) cellules.push(null);
      cellules.push(lireCellule(cellule.value));
    });
    lues.push({ numero, cellules });
  });
  return lues;
}

/**
 * The table of an .xlsx workbook: its first visible sheet, the first row that is not empty being the headings.
 * Throws ErreurMetier (SAISIE_INVALIDE) when this is no workbook, or one that inflates beyond measure.
 */
export async function lireXlsx(octets: Uint8Array): Promise<Tableau> {
  const classeur = await ouvrir(octets);
  const feuille = classeur.worksheets.find((candidate) => candidate.state === "visible") ?? classeur.worksheets[0];
  return composerTableau(feuille === undefined ? [] : rangees(feuille));
}
