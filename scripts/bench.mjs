// `npm run bench -- NOM`: runs one benchmark. It prints a table and, last, one line of JSON with its figures.
import { mkdir, readdir } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { bundle } from "./build-programs.mjs";

const FOLDER = "scripts/bench";

async function names() {
  const files = await readdir(FOLDER);
  return files.filter((file) => file.endsWith(".ts")).map((file) => file.replace(/\.ts$/, ""));
}

/** Made one file, as what a server runs is: read as it is written, each function would be given a name at each call, which is measured with the rest. */
async function main(name) {
  const known = await names();
  if (!known.includes(name))
    throw new Error(`Bancs d'essai : ${known.join(", ")}. Par exemple : npm run bench -- preparer`);
  const file = `dist/bench-${name}.mjs`;
  await mkdir("dist", { recursive: true });
  await bundle({ entry: `${FOLDER}/${name}.ts`, file, format: "esm", packages: "external" });
  const { bench } = await import(pathToFileURL(file).href);
  await bench();
}

main(process.argv[2] ?? "").catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
