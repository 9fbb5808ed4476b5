// `npm run bench -- NOM`: runs one benchmark. It prints a table and, last, one line of JSON with its figures.
import { existsSync, readdirSync } from "node:fs";

const DOSSIER = new URL(".", import.meta.url);
const AUTRES = new Set([
  "lancer",
  "afficher",
  "dossiers-varies",
  "contrat-zod",
  "programme",
  "puits",
  "rejouer",
  "remplir-la-base",
]);

function noms(): string[] {
  return readdirSync(DOSSIER)
    .map((fichier) => fichier.replace(/\.ts$/, ""))
    .filter((nom) => !AUTRES.has(nom));
}

async function principal(nom: string): Promise<void> {
  if (!noms().includes(nom) || !existsSync(new URL(`${nom}.ts`, DOSSIER))) {
    throw new Error(`Bancs d'essai : ${noms().join(", ")}. Par exemple : npm run bench -- preparer`);
  }
  const { bench }: { bench: () => Promise<void> } = await import(new URL(`${nom}.ts`, DOSSIER).href);
  await bench();
}

principal(process.argv[2] ?? "").catch((erreur: unknown) => {
  console.error(erreur instanceof Error ? erreur.message : erreur);
  process.exitCode = 1;
});
