// `npm test`: installs what it needs, then runs every check. The last line says how many tests passed and failed.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { batir, installer } from "../installation.mjs";

const bin = (paquet, fichier) => `node_modules/${paquet}/${fichier}`;
const NEXT = bin("next", "dist/bin/next");

const ETAPES = [
  ["Types", [NEXT, "typegen"], [bin("typescript", "bin/tsc"), "--noEmit", "--incremental", "false"]],
  ["Style et frontières", [bin("@biomejs/biome", "bin/biome"), "ci", "--error-on-warnings"]],
  ["Code mort et dépendances inutiles", [bin("knip", "bin/knip.js")]],
  [
    "Essais unitaires et d'intégration",
    [bin("vitest", "vitest.mjs"), "run", "--reporter=default", "--reporter=json", "--outputFile.json=.tmp/vitest.json"],
  ],
  ["Essais dans le navigateur", [bin("@playwright/test", "cli.js"), "test"]],
];

function lancer(commande) {
  const { status } = spawnSync(process.execPath, commande, {
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", VITE_CONFIG_NATIVE_IGNORE_WARNING: "true" },
  });
  return status === 0;
}

const lire = (fichier) => {
  try {
    return JSON.parse(readFileSync(fichier, "utf8"));
  } catch {
    return null;
  }
};

/** Tests that passed, failed and were skipped, as the two runners counted them. */
function compter() {
  const unitaires = lire(".tmp/vitest.json");
  const navigateur = lire(".tmp/e2e.json")?.stats;
  return {
    reussis: (unitaires?.numPassedTests ?? 0) + (navigateur?.expected ?? 0),
    rates: (unitaires?.numFailedTests ?? 0) + (navigateur?.unexpected ?? 0) + (navigateur?.flaky ?? 0),
    passes: (unitaires?.numPendingTests ?? 0) + (navigateur?.skipped ?? 0),
  };
}

const debut = Date.now();
installer();
rmSync(".tmp", { recursive: true, force: true });
mkdirSync(".tmp");
const durees = [];
const echecs = [];
for (const [nom, ...commandes] of ETAPES) {
  const depart = Date.now();
  console.log(`\n— ${nom}`);
  if (nom === "Essais dans le navigateur") batir();
  if (!commandes.every(lancer)) echecs.push(nom);
  durees.push(`${nom} : ${Math.round((Date.now() - depart) / 1000)} s`);
}
const { reussis, rates, passes } = compter();
console.log(`\n${durees.join("\n")}\nTotal : ${Math.round((Date.now() - debut) / 1000)} s`);
if (echecs.length > 0) console.log(`Échec : ${echecs.join(", ")}.`);
console.log(`${reussis} passed, ${rates} failed, ${passes} skipped`);
process.exitCode = echecs.length > 0 || reussis === 0 ? 1 : 0;
