// `npm run tba:drift -- FILE`: the OpenAPI document that the TBA publishes, against our list of fields. Code 1 when something differs,
// 2 when there is nothing to compare.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { compareFields, describeDrift } from "./compare";
import { EXPECTED_FIELDS } from "./expected-shapes";
import { publishedFields, UnreadableDocument } from "./published-fields";

const USAGE = `Donnez le document que publie le TBA :
  curl -o openapi.json https://cfas.apprentissage.beta.gouv.fr/api/openapi-model
  npm run tba:drift -- openapi.json`;

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

function readDocument(file: string): string {
  try {
    return readFileSync(resolve(file), "utf8");
  } catch {
    return refuse(`Le fichier ${file} ne se lit pas.`);
  }
}

const [file] = process.argv.slice(2);
if (file === undefined) refuse(USAGE);
try {
  const drift = compareFields(EXPECTED_FIELDS, publishedFields(readDocument(file)));
  console.log(describeDrift(drift));
  if (drift.added.length + drift.removed.length + drift.changed.length > 0) process.exitCode = 1;
} catch (error) {
  if (error instanceof UnreadableDocument) refuse(error.message);
  throw error;
}
