import { ASIDE_HEADINGS } from "@/lib/domain/aside-sheet";
import { plural } from "@/lib/domain/plural";
import { IDENTITY_FIELDS } from "@/lib/domain/set-aside-reason";
import { ServiceError } from "@/lib/errors";
import { createBounds } from "./bounds";
import { chooseTables } from "./choose-tables";
import { describeColumns } from "./columns/describe-columns";
import { type ReadColumns, readColumns } from "./columns/read-columns";
import { noticesOf, rowNotices } from "./notices";
import { openWorkbook } from "./open-workbook";
import { type FoundSheet, readSheet } from "./read-sheet";
import type { FileReading, ReadingChoices, RowIdentity, RowReading } from "./reading.types";
import { sortOutRows } from "./rows/sort-out-rows";
import { sheetNotices } from "./sheet-notices";
import { tellYears } from "./table/sheet-years";
import type { ReadTable } from "./table/table.types";

/** Rows set aside that are listed one by one. */
const LISTED = 20_000;

const refusal = (sentence: string) => new ServiceError("INVALID_INPUT", sentence);
const UNKNOWN =
  "Aucune colonne de ce fichier n'est connue : ses en-têtes doivent dire ce que sont les colonnes (nom, prénom, date de naissance…), comme ceux du modèle d'import.";
const MALFORMED =
  "Aucune ligne de ce fichier n'a pu être lue : leurs guillemets ne vont pas par deux. Refaites l'export, ou enregistrez-le au format .xlsx.";

const NAMELESS_REPORT =
  "Ce rapport complet de Passerelle TBA a perdu des colonnes cachées : il ne dit plus de qui est chaque ligne. Téléchargez-le de nouveau, et corrigez-y les valeurs sans supprimer de colonne.";

/** Our own report without the columns that say who is on each row: nothing of it can be taken. */
const isNameless = ({ ownReport, columns }: ReadColumns) =>
  ownReport && IDENTITY_FIELDS.some((key) => columns.every(({ field }) => field !== key));

const hasHeading = ({ columns }: ReadTable, title: string) => columns.some(({ heading }) => heading === title);

/**
 * Reads a file from its bytes to the dossiers that it holds, whatever its format: its tables are found, its columns matched, its cells tidied and read,
 * its rows sorted out. The rows come one by one, once the whole file is known; whose each is may be asked first. `onRow` hears of each row as it is read.
 * Throws ServiceError (INVALID_INPUT), with one sentence for the person, when the file is of no use.
 */
export async function interpretFile(
  bytes: Uint8Array,
  fileName: string,
  choices: ReadingChoices,
  onRow: () => void = () => undefined,
): Promise<{ reading: FileReading; identities: () => Generator<RowIdentity>; rows: () => Generator<RowReading> }> {
  const workbook = await openWorkbook(bytes, fileName);
  let filled = 0;
  const check = createBounds(() => {
    filled += 1;
    onRow();
  });
  const found: FoundSheet[] = [];
  for await (const raw of workbook.sheets) found.push(await readSheet(raw, check, choices));
  const dated = tellYears(found.flatMap(({ tables }) => tables));
  const sheets = found.map((each) => ({ ...each, tables: each.tables.map(dated) }));
  const tables = sheets.flatMap(({ tables, aside }) => tables.map((table) => ({ table, aside: aside !== null })));
  const taken = chooseTables(tables, choices);
  if (filled === 0 && workbook.malformed.length === 0) throw refusal("Ce fichier est vide.");
  if (tables.length === 0) throw refusal(UNKNOWN);
  if (taken.length === 0 && workbook.malformed.length > 0) throw refusal(MALFORMED);
  if (taken.length === 0) throw refusal("Ce fichier ne contient aucune ligne sous ses en-têtes.");
  for (const { sheet, tables } of sheets) sheet.taken = tables.some((table) => taken.includes(table));
  const read = readColumns(taken, choices, workbook.calendar1904);
  if (read.some(isNameless)) throw refusal(NAMELESS_REPORT);
  const columns = describeColumns(read);
  if (columns.every(({ field, proposed }) => field === null && proposed === null)) throw refusal(UNKNOWN);
  const sorted = sortOutRows(read);
  const malformed = workbook.malformed.map(({ row, reason }) => ({
    sheet: "",
    row,
    reason: `Ligne ${row} : ${reason}`,
  }));
  const aside = [...malformed, ...sorted.setAside];
  const reading: FileReading = {
    ownReport: read.some(({ ownReport }) => ownReport),
    completes: taken.every((table) => ASIDE_HEADINGS.every((title) => hasHeading(table, title))),
    sheets: sheets.map(({ sheet }) => sheet),
    columns,
    dossiers: sorted.dossiers,
    setAside: aside.slice(0, LISTED),
    notices: [
      ...workbook.notices,
      ...sheetNotices(sheets, taken, choices.sheets !== undefined),
      ...noticesOf(read),
      ...rowNotices(sorted),
      ...(aside.length > LISTED
        ? [
            `${plural(aside.length - LISTED, "autre ligne écartée n'est pas montrée", "autres lignes écartées ne sont pas montrées")}.`,
          ]
        : []),
    ],
  };
  return { reading, identities: sorted.identities, rows: sorted.rows };
}
