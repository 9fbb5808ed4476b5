// npm run -s read -- FILE: what a file holds, as one JSON, without any database. For support, ERP vendors and our tests.
import { readFileSync } from "node:fs";
import { ServiceError } from "@/lib/errors";
import { interpretFile } from "@/lib/spreadsheet/interpret-file";

const [path] = process.argv.slice(2);

async function read(file: string): Promise<unknown> {
  const { reading, rows } = await interpretFile(readFileSync(file), file, {});
  const all = [...rows()];
  return {
    sheets: reading.sheets.map(({ name, headingRow, taken }) => ({ name, headingRow, taken })),
    columns: reading.columns.map(({ sheet, heading, field, proposed }) => ({
      sheet,
      heading,
      field,
      ...(proposed === null ? {} : { proposed }),
    })),
    dossiers: all.map(({ sheet, row, source }) => ({ sheet, row, source })),
    setAside: reading.setAside.map(({ sheet, row, reason }) => ({ sheet, row, reason })),
    toConfirm: all.flatMap(({ sheet, row, doubts }) =>
      doubts.map(({ sentence }) => ({ sheet, row, reason: sentence })),
    ),
    notices: reading.notices,
  };
}

function refusalOf(error: unknown): string {
  if (error instanceof ServiceError) return error.message;
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return "Ce fichier n'existe pas.";
  return "Ce fichier n'a pas pu être lu.";
}

if (path === undefined) {
  console.log(JSON.stringify({ error: "Donnez le fichier à lire : npm run -s read -- FICHIER" }));
  process.exitCode = 1;
} else {
  try {
    console.log(JSON.stringify(await read(path)));
  } catch (error) {
    console.log(JSON.stringify({ error: refusalOf(error) }));
    process.exitCode = 1;
  }
}
