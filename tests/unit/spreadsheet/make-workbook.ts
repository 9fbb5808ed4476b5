import ExcelJS from "exceljs";
import { strToU8, zipSync } from "fflate";

type RawRows = readonly (readonly ExcelJS.CellValue[])[];

/** The bytes of a workbook of one sheet, as Excel would write it. */
export async function workbook(rows: RawRows, set?: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet("Feuille 1");
  for (const row of rows) sheet.addRow([...row]);
  set?.(sheet);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const SPACES =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export type Parts = {
  sheet: string;
  workbook?: string;
  texts?: string;
  styles?: string;
  others?: Record<string, string>;
};

/** The files of a workbook written by hand, for what exceljs does not write itself; `sheet` is what its sheetData holds. */
export function archive({ sheet, workbook = "", texts = "", styles = "", others = {} }: Parts): Record<string, string> {
  return {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<?xml version="1.0"?><workbook ${SPACES}>${workbook}<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<?xml version="1.0"?><worksheet ${SPACES}><sheetData>${sheet}</sheetData></worksheet>`,
    "xl/sharedStrings.xml": `<sst ${SPACES}>${texts}</sst>`,
    "xl/styles.xml": `<styleSheet ${SPACES}><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>${styles}</cellXfs></styleSheet>`,
    ...others,
  };
}

export function zipper(files: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

const DIRECTORY_ENTRY = 0x02014b50;
const SHEET = "xl/worksheets/sheet1.xml";

/** The same archive, whose directory gives the sheet another size once inflated. */
export function announceSize(bytes: Uint8Array, size: number): Uint8Array {
  const copied = bytes.slice();
  const view = new DataView(copied.buffer);
  for (let p = 0; p < copied.byteLength - 46 - SHEET.length; p++) {
    if (view.getUint32(p, true) !== DIRECTORY_ENTRY) continue;
    const name = new TextDecoder().decode(copied.subarray(p + 46, p + 46 + SHEET.length));
    if (name === SHEET) view.setUint32(p + 24, size, true);
  }
  return copied;
}
