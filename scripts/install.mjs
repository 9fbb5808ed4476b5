import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const INSTALLED_LOCK = "node_modules/.passerelle-installed";
const BUILT = ".next/passerelle-built";
const SOURCES = [
  "app",
  "components",
  "lib",
  "db",
  "public",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "patches",
  "scripts/build-programs.mjs",
  "scripts/worker.ts",
];
const BUILDERS = [["scripts/build-programs.mjs"], ["node_modules/next/dist/bin/next", "build"]];
const PROGRAMS = ["dist/sandbox.mjs", "dist/xlsx-thread.cjs", "dist/worker.mjs"];

const parsed = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

function files(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}

/**
 * The SHA-256 of files and folders, in hexadecimal: of their names and all that they hold, and of the version of Node.
 * @param {string[]} paths
 */
export function fingerprint(paths) {
  const sum = createHash("sha256").update(process.version);
  for (const file of paths.flatMap(files)) sum.update(file).update(readFileSync(file));
  return sum.digest("hex");
}

function npm(...args) {
  const { status } = spawnSync("npm", args, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) throw new Error(`npm ${args.join(" ")} a échoué.`);
}

/** Installs what the lock file says, unless it is there already. */
export function install() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new Error("Il faut Node 20.19 ou plus récent.");
  const wanted = fingerprint(["package-lock.json", "patches"]);
  if (parsed(INSTALLED_LOCK) === wanted) return;
  npm("ci", "--no-audit", "--no-fund", "--loglevel=error");
  writeFileSync(INSTALLED_LOCK, wanted);
}

/** Builds the application, unless these very sources are built already. Types are not checked: `npm run typecheck` does. */
export function build() {
  const wanted = fingerprint(SOURCES);
  if (parsed(BUILT) === wanted && PROGRAMS.every((file) => existsSync(file))) return;
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", BUILD_CHECKS_TYPES: "non" };
  for (const builder of BUILDERS) {
    const { status } = spawnSync(process.execPath, builder, { stdio: "inherit", env });
    if (status !== 0) throw new Error("La construction a échoué.");
  }
  writeFileSync(BUILT, wanted);
}
