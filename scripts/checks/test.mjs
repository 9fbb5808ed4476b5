// `npm test`: installs what it needs, then runs every check. The last line says how many tests passed and failed.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { build, install } from "../install.mjs";

const bin = (pkg, file) => `node_modules/${pkg}/${file}`;
const NEXT = bin("next", "dist/bin/next");

const STEPS = [
  ["Types", [NEXT, "typegen"], [bin("typescript", "bin/tsc"), "--noEmit", "--incremental", "false"]],
  ["Style et frontières", [bin("@biomejs/biome", "bin/biome"), "ci", "--error-on-warnings"]],
  ["Code mort et dépendances inutiles", [bin("knip", "bin/knip.js"), "--no-config-hints"]],
  ["Vocabulaire", ["scripts/checks/vocabulary.mjs"]],
  [
    "Essais unitaires et d'intégration",
    [
      bin("vitest", "vitest.mjs"),
      "run",
      "--coverage",
      "--reporter=default",
      "--reporter=json",
      "--outputFile.json=.tmp/vitest.json",
    ],
  ],
  ["Essais dans le navigateur", [bin("@playwright/test", "cli.js"), "test"]],
];

function launch(command) {
  const { status } = spawnSync(process.execPath, command, {
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", VITE_CONFIG_NATIVE_IGNORE_WARNING: "true" },
  });
  return status === 0;
}

const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
};

/** Tests that passed, failed and were skipped, as the two runners counted them. */
function count() {
  const unit = read(".tmp/vitest.json");
  const browser = read(".tmp/e2e.json")?.stats;
  return {
    passed: (unit?.numPassedTests ?? 0) + (browser?.expected ?? 0),
    failed: (unit?.numFailedTests ?? 0) + (browser?.unexpected ?? 0) + (browser?.flaky ?? 0),
    skipped: (unit?.numPendingTests ?? 0) + (browser?.skipped ?? 0),
  };
}

const startedAt = Date.now();
install();
rmSync(".tmp", { recursive: true, force: true });
mkdirSync(".tmp");
const durations = [];
const failures = [];
for (const [name, ...commands] of STEPS) {
  const startedAt = Date.now();
  console.log(`\n— ${name}`);
  if (name === "Essais dans le navigateur") build();
  if (!commands.every(launch)) failures.push(name);
  durations.push(`${name} : ${Math.round((Date.now() - startedAt) / 1000)} s`);
}
const { passed, failed, skipped } = count();
console.log(`\n${durations.join("\n")}\nTotal : ${Math.round((Date.now() - startedAt) / 1000)} s`);
if (failures.length > 0) console.log(`Échec : ${failures.join(", ")}.`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;
