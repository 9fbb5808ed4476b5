import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const VERROU_INSTALLE = "node_modules/.passerelle-installe";
const BATI = ".next/passerelle-bati";
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
];

const lu = (fichier) => (existsSync(fichier) ? readFileSync(fichier, "utf8") : "");

function fichiers(chemin) {
  if (!existsSync(chemin)) return [];
  if (!statSync(chemin).isDirectory()) return [chemin];
  return readdirSync(chemin)
    .sort()
    .flatMap((nom) => fichiers(join(chemin, nom)));
}

function empreinte(chemins) {
  const somme = createHash("sha256").update(process.version);
  for (const fichier of chemins.flatMap(fichiers)) somme.update(fichier).update(readFileSync(fichier));
  return somme.digest("hex");
}

function npm(...args) {
  const { status } = spawnSync("npm", args, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) throw new Error(`npm ${args.join(" ")} a échoué.`);
}

/** Installs what the lock file says, unless it is there already. */
export function installer() {
  const [majeure, mineure] = process.versions.node.split(".").map(Number);
  if (majeure < 20 || (majeure === 20 && mineure < 9)) throw new Error("Il faut Node 20.9 ou plus récent.");
  const voulu = empreinte(["package-lock.json"]);
  if (lu(VERROU_INSTALLE) === voulu) return;
  npm("ci", "--no-audit", "--no-fund");
  writeFileSync(VERROU_INSTALLE, voulu);
}

/** Builds the application, unless these very sources are built already. */
export function batir() {
  const voulu = empreinte(SOURCES);
  if (lu(BATI) === voulu) return;
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  const { status } = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], { stdio: "inherit" });
  if (status !== 0) throw new Error("La construction a échoué.");
  writeFileSync(BATI, voulu);
}
