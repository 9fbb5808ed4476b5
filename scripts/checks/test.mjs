// `npm test`: installs what it needs, then runs every check. The last line says how many tests passed and failed.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { build, install } from "../install.mjs";
import { failedTests } from "./failed-tests.mjs";

const bin = (pkg, file) => `node_modules/${pkg}/${file}`;
const NEXT = bin("next", "dist/bin/next");

/** The browser's tests in two halves, each with a site, a base and a simulated TBA of its own, on ports of its own. */
const PORTS = [0, 10].map((after) => Number(process.env.E2E_PORT ?? 3117) + after);
const BROWSER_REPORTS = PORTS.map((port) => `.tmp/e2e-${port}.json`);

const vitest = (report, ...options) => [
  bin("vitest", "vitest.mjs"),
  "run",
  ...options,
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
];
const UNIT_REPORT = ".tmp/vitest.json";
const WALLS_REPORT = ".tmp/walls.json";

const STEPS = [
  {
    name: "Types",
    commands: [
      [NEXT, "typegen"],
      [bin("typescript", "bin/tsc"), "--noEmit", "--incremental", "false"],
    ],
  },
  { name: "Style et frontières", commands: [[bin("@biomejs/biome", "bin/biome"), "ci", "--error-on-warnings"]] },
  { name: "Code mort et dépendances inutiles", commands: [[bin("knip", "bin/knip.js"), "--no-config-hints"]] },
  { name: "Vocabulaire", commands: [["scripts/checks/vocabulary.mjs"]] },
  { name: "Espaces insécables", commands: [["scripts/checks/typography.mjs"]] },
  { name: "Essais unitaires et d'intégration", commands: [vitest(UNIT_REPORT, "--coverage")] },
];

const AGAINST_THE_BUILD = [
  ...PORTS.map((port, rank) => ({
    name: `Essais dans le navigateur, ${rank + 1} sur ${PORTS.length}`,
    commands: [[bin("@playwright/test", "cli.js"), "test", `--shard=${rank + 1}/${PORTS.length}`]],
    env: { E2E_PORT: String(port) },
  })),
  {
    name: "Murs",
    commands: [vitest(WALLS_REPORT, "--project", "walls", "--no-file-parallelism")],
    env: { WALLS: "short" },
  },
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

async function runStep({ name, commands, env = {} }, quiet = false) {
  const startedAt = Date.now();
  if (!quiet) console.log(`\n— ${name}`);
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
  const ofVitest = [UNIT_REPORT, WALLS_REPORT].map(read);
  const ofBrowser = BROWSER_REPORTS.map((file) => read(file)?.stats);
  const sum = (reports, ...names) =>
    reports.reduce((total, report) => total + names.reduce((all, name) => all + (report?.[name] ?? 0), 0), 0);
  return {
    passed: sum(ofVitest, "numPassedTests") + sum(ofBrowser, "expected"),
    failed: sum(ofVitest, "numFailedTests") + sum(ofBrowser, "unexpected", "flaky"),
    skipped: sum(ofVitest, "numPendingTests") + sum(ofBrowser, "skipped"),
  };
}

const startedAt = Date.now();
install();
rmSync(".tmp", { recursive: true, force: true });
mkdirSync(".tmp");
for (const step of STEPS) await runStep(step);
build();
await runStep({ name: "Navigateur", commands: [["--import", "tsx", "scripts/checks/unpack-browser.ts"]] });
// Each has a server and databases of its own, and waits much: together they take hardly longer than the longest of them.
await Promise.all(AGAINST_THE_BUILD.map((step, rank) => runStep(step, rank > 0)));
const { passed, failed, skipped } = count();
console.log(`\n${durations.join("\n")}\nTotal : ${Math.round((Date.now() - startedAt) / 1000)} s`);
for (const { title, message } of failedTests([UNIT_REPORT, WALLS_REPORT], BROWSER_REPORTS))
  console.log(`\n✘ ${title}\n${message}\n`);
if (failures.length > 0) console.log(`Échec : ${failures.join(", ")}.`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;
