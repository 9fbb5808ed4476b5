import { readdirSync, readFileSync } from "node:fs";
import * as SheetJs from "xlsx";

export type BaseFile = { name: string; bytes: Uint8Array };

const CAS = "tests/fixtures/cas";

const ROWS = [
  ["identifiant", "nom", "prénom", "né le", "date d'entrée", "SIRET entreprise", "Statut"],
  ...Array.from({ length: 12 }, (_, i) => [
    ...[`A${i}`, "Martin", `Léa ${i}`, `${13 + i}/03/2008`, "28/08/2026", "73282932000074", "APP"],
  ]),
];

function written(bookType: SheetJs.BookType): BaseFile {
  const book = SheetJs.utils.book_new();
  for (const name of ["1re année", "2e année"])
    SheetJs.utils.book_append_sheet(book, SheetJs.utils.aoa_to_sheet(ROWS), name);
  return {
    name: `liste.${bookType === "biff8" ? "xls" : bookType}`,
    bytes: new Uint8Array(SheetJs.write(book, { bookType, type: "array" })),
  };
}

/** Sound files of every format: what the damaged ones are made from. */
export function baseFiles(): BaseFile[] {
  const cas = readdirSync(CAS).map((name) => ({ name, bytes: new Uint8Array(readFileSync(`${CAS}/${name}`)) }));
  const template = "tests/fixtures/modele-import-29012025.xlsx";
  const formats = (["xlsx", "xlsb", "biff8", "ods", "xlml"] as const).map(written);
  return [...cas, ...formats, { name: "modele.xlsx", bytes: new Uint8Array(readFileSync(template)) }];
}
