// `npm test`: installs what it needs, then runs every check. The last line says how many tests passed and failed.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { build, install } from "../install.mjs";
import { failedTests } from "./failed-tests.mjs";

const bin = (pkg, file) => `node_modules/${pkg}/${file}`;
const NEXT = bin("next", "dist/bin/next");

const WALLS = "Murs";
const BROWSER = "Essais dans le navigateur";

const STEPS = [
  ["Types", [NEXT, "typegen"], [bin("typescript", "bin/tsc"), "--noEmit", "--incremental", "false"]],
  ["Style et frontières", [bin("@biomejs/biome", "bin/biome"), "ci", "--error-on-warnings"]],
  ["Code mort et dépendances inutiles", [bin("knip", "bin/knip.js"), "--no-config-hints"]],
  ["Vocabulaire", ["scripts/checks/vocabulary.mjs"]],
  ["Espaces insécables", ["scripts/checks/typography.mjs"]],
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
  [
    WALLS,
    [
      bin("vitest", "vitest.mjs"),
      "run",
      "--project",
      "walls",
      "--no-file-parallelism",
      "--reporter=default",
      "--reporter=json",
      "--outputFile.json=.tmp/walls.json",
    ],
  ],
  [BROWSER, [bin("@playwright/test", "cli.js"), "test"]],
];

/** Runs a command to its end, saying what it says as it comes, or at its end (`quiet`). Answers whether it passed. */
function launch(command, env, quiet) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
      env: { ...process.env, ...env, NEXT_TELEMETRY_DISABLED: "1", VITE_CONFIG_NATIVE_IGNORE_WARNING: "true" },
    });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => said.push(chunk));
    child.once("close", (status) => {
      process.stdout.write(Buffer.concat(said));
      resolve(status === 0);
    });
  });
}

const durations = [];
const failures = [];

async function runStep([name, ...commands], quiet = false) {
  const startedAt = Date.now();
  if (!quiet) console.log(`\n— ${name}`);
  const env = name === WALLS ? { WALLS: "short" } : {};
  let passed = true;
  for (const command of commands) passed = passed && (await launch(command, env, quiet));
  if (quiet) console.log(`\n— ${name} : ci-dessus`);
  if (!passed) failures.push(name);
  durations.push(`${name} : ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
};

/** Tests that passed, failed and were skipped, as the runners counted them. */
function count() {
  const [unit, walls] = [read(".tmp/vitest.json"), read(".tmp/walls.json")];
  const browser = read(".tmp/e2e.json")?.stats;
  const sum = (name) => (unit?.[name] ?? 0) + (walls?.[name] ?? 0);
  return {
    passed: sum("numPassedTests") + (browser?.expected ?? 0),
    failed: sum("numFailedTests") + (browser?.unexpected ?? 0) + (browser?.flaky ?? 0),
    skipped: sum("numPendingTests") + (browser?.skipped ?? 0),
  };
}

const startedAt = Date.now();
install();
rmSync(".tmp", { recursive: true, force: true });
mkdirSync(".tmp");
const againstTheBuild = STEPS.filter(([name]) => name === WALLS || name === BROWSER);
for (const step of STEPS) if (!againstTheBuild.includes(step)) await runStep(step);
build();
// Each has a server and databases of its own, and waits much: together they take hardly longer than one of them.
await Promise.all(againstTheBuild.map((step) => runStep(step, step[0] === WALLS)));
const { passed, failed, skipped } = count();
console.log(`\n${durations.join("\n")}\nTotal : ${Math.round((Date.now() - startedAt) / 1000)} s`);
for (const { title, message } of failedTests([".tmp/vitest.json", ".tmp/walls.json"], ".tmp/e2e.json"))
  console.log(`\n✘ ${title}\n${message}\n`);
if (failures.length > 0) console.log(`Échec : ${failures.join(", ")}.`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;
