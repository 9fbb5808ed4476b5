// npm run -s read -- FILE: what a file holds, as one JSON, without any database. For support, ERP vendors and our tests.
import { readFileSync } from "node:fs";
import { ServiceError } from "@/lib/errors";
import { readAlone } from "@/lib/services/imports/read-alone";

const [path] = process.argv.slice(2);

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
    console.log(JSON.stringify(await readAlone(readFileSync(path), path)));
  } catch (error) {
    console.log(JSON.stringify({ error: refusalOf(error) }));
    process.exitCode = 1;
  }
}
