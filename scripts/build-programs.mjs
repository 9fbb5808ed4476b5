// Makes one file of each program that runs beside the site, in a process of its own, so that it starts at once and holds in memory nothing but itself: the one
// that reads other people's files (lib/spreadsheet/sandbox), and the worker. `npm run build` and the tests call it.
import { mkdir, rename, writeFile } from "node:fs/promises";
import { build } from "esbuild";

/** `packages`: those that it loads by itself. The sandbox has all it needs within. */
const PROGRAMS = [
  { entry: "lib/spreadsheet/sandbox/program.ts", file: "dist/sandbox.mjs", packages: "bundle" },
  { entry: "scripts/worker.ts", file: "dist/worker.mjs", packages: "external" },
];

async function buildProgram({ entry, file, packages }) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    outfile: file,
    write: false,
    bundle: true,
    packages,
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "warning",
  });
  // Renamed into place: a server or a test that reads a file meanwhile finds the one or the other, whole.
  for (const { contents } of outputFiles) {
    await writeFile(`${file}.${process.pid}`, contents);
    await rename(`${file}.${process.pid}`, file);
  }
}

/** Writes dist/sandbox.mjs and dist/worker.mjs. Rejects when one cannot be built. */
export async function buildPrograms() {
  await mkdir("dist", { recursive: true });
  await Promise.all(PROGRAMS.map(buildProgram));
}

if (import.meta.filename === process.argv[1]) await buildPrograms();
