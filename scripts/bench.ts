// `npm run bench -- NOM`: runs one benchmark. It prints a table and, last, one line of JSON with its figures.
import { existsSync, readdirSync } from "node:fs";

const FOLDER = new URL("./bench/", import.meta.url);

function names(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replace(/\.ts$/, ""));
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
