// Makes an empty base, its schema up to date, in a folder: what takes longest of an embedded database is to be made. `demo.mjs` calls it once for
// a version of the schema, and copies the folder each time.
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { openPglite } from "@/db/open";

async function main(folder: string): Promise<void> {
  const making = `${folder}.en-cours`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const database = await openPglite(making);
  await database.close();
  // Whole or not at all: a base that was cut short would be copied for ever.
  renameSync(making, folder);
}

main(process.argv[2] ?? "").catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
