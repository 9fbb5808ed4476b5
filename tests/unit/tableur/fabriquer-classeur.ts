import ExcelJS from "exceljs";
import { strToU8, zipSync } from "fflate";

type Rangees = readonly (readonly ExcelJS.CellValue[])[];

/** The bytes of a workbook of one sheet, as Excel would write it. */
export async function classeur(rangees: Rangees, regler?: (feuille: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const livre = new ExcelJS.Workbook();
  const feuille = livre.addWorksheet("Feuille 1");
  for (const rangee of rangees) feuille.addRow([...rangee]);
  regler?.(feuille);
  return new Uint8Array(await livre.xlsx.writeBuffer());
}

const ESPACES =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const PAQUET = "http://schemas.openxmlformats.org/package/2006/relationships";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export type Parties = {
  feuille: string;
  classeur?: string;
  textes?: string;
  styles?: string;
  autres?: Record<string, string>;
};

/** The files of a workbook written by hand, for what exceljs does not write itself; `feuille` is what its sheetData holds. */
export function archive({
  feuille,
  classeur = "",
  textes = "",
  styles = "",
  autres = {},
}: Parties): Record<string, string> {
  return {
    "xl/workbook.xml": `<?xml version="1.0"?><workbook ${ESPACES}>${classeur}<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PAQUET}"><Relationship Id="rId1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<?xml version="1.0"?><worksheet ${ESPACES}><sheetData>${feuille}</sheetData></worksheet>`,
    "xl/sharedStrings.xml": `<sst ${ESPACES}>${textes}</sst>`,
    "xl/styles.xml": `<styleSheet ${ESPACES}><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>${styles}</cellXfs></styleSheet>`,
    ...autres,
  };
}

export function zipper(fichiers: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(fichiers).map(([nom, texte]) => [nom, strToU8(texte)])));
}

const ENTREE_DU_REPERTOIRE = 0x02014b50;
const FEUILLE = "xl/worksheets/sheet1.xml";

/** The same archive, whose directory gives the sheet another size once inflated. */
export function annoncerTaille(octets: Uint8Array, taille: number): Uint8Array {
  const copie = octets.slice();
  const vue = new DataView(copie.buffer);
  for (let p = 0; p < copie.byteLength - 46 - FEUILLE.length; p++) {
    if (vue.getUint32(p, true) !== ENTREE_DU_REPERTOIRE) continue;
    const nom = new TextDecoder().decode(copie.subarray(p + 46, p + 46 + FEUILLE.length));
    if (nom === FEUILLE) vue.setUint32(p + 24, taille, true);
  }
  return copie;
}
