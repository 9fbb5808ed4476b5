// Makes one file of each program that runs beside the site, so that it starts at once and holds nothing but itself: the one that reads other people's files, in a
// process of its own (lib/spreadsheet/sandbox), the one that writes workbooks, in a thread of its own (lib/spreadsheet/xlsx-thread), and the worker.
// `npm run build` and the tests call it.
import { mkdir, rename, writeFile } from "node:fs/promises";
import { build } from "esbuild";

/** exceljs, which the second one holds, asks for modules as CommonJS does. `packages`: the worker loads them by itself, the others hold theirs. */
const PROGRAMS = [
  { entry: "lib/spreadsheet/sandbox/program.ts", file: "dist/sandbox.mjs", format: "esm", packages: "bundle" },
  { entry: "lib/spreadsheet/xlsx-thread/program.ts", file: "dist/xlsx-thread.cjs", format: "cjs", packages: "bundle" },
  { entry: "scripts/worker.ts", file: "dist/worker.mjs", format: "esm", packages: "external" },
];

/** Renamed into place: a server or a test that reads a file meanwhile finds the one or the other, whole. */
async function write(file, contents) {
  await writeFile(`${file}.${process.pid}`, contents);
  await rename(`${file}.${process.pid}`, file);
}

/** Makes one file of a program. */
export async function bundle({ entry, file, format, packages }) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    outfile: file,
    write: false,
    bundle: true,
    packages,
    platform: "node",
    target: "node20",
    format,
    logLevel: "warning",
  });
  for (const { contents } of outputFiles) await write(file, contents);
}

/** Writes them in dist. Rejects when one cannot be built. */
export async function buildPrograms() {
  await mkdir("dist", { recursive: true });
  await Promise.all(PROGRAMS.map(bundle));
}

if (import.meta.filename === process.argv[1]) await buildPrograms();
