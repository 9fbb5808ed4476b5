// Makes one file of the program that reads other people's files (lib/spreadsheet/sandbox): it runs beside the site, in a process of
// its own, and starts in a tenth of a second. `npm run build` and the tests call it.
import { mkdir, rename, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const PROGRAM = "dist/sandbox.mjs";

/** Writes dist/sandbox.mjs. Rejects when it cannot be built. */
export async function buildSandbox() {
  const { outputFiles } = await build({
    entryPoints: ["lib/spreadsheet/sandbox/program.ts"],
    outfile: PROGRAM,
    write: false,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "warning",
  });
  // Renamed into place: a server or a test that reads a file meanwhile finds the one or the other, whole.
  await mkdir("dist", { recursive: true });
  for (const { contents } of outputFiles) {
    await writeFile(`${PROGRAM}.${process.pid}`, contents);
    await rename(`${PROGRAM}.${process.pid}`, PROGRAM);
  }
}

if (import.meta.filename === process.argv[1]) await buildSandbox();
