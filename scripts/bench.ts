// `npm run bench -- NOM`: runs one benchmark. It prints a table and, last, one line of JSON with its figures.
import { existsSync, readdirSync } from "node:fs";

const FOLDER = new URL(".", import.meta.url);
const OTHERS = new Set([
  "lancer",
  "afficher",
  "dossiers-varies",
  "contrat-zod",
  "programme",
  "puits",
  "rejouer",
  "remplir-la-base",
]);

function names(): string[] {
  return readdirSync(FOLDER)
    .map((file) => file.replace(/\.ts$/, ""))
    .filter((name) => !OTHERS.has(name));
}

async function main(name: string): Promise<void> {
  if (!names().includes(name) || !existsSync(new URL(`${name}.ts`, FOLDER))) {
    throw new Error(`Bancs d'essai : ${names().join(", ")}. Par exemple : npm run bench -- preparer`);
  }
  const { bench }: { bench: () => Promise<void> } = await import(new URL(`${name}.ts`, FOLDER).href);
  await bench();
}

main(process.argv[2] ?? "").catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
