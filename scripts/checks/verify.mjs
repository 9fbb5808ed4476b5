// `npm run verify`, under a minute: types, style and boundaries, dead code, vocabulary, unit tests. What to run before each commit.
import { spawnSync } from "node:child_process";
import { install } from "../install.mjs";

const bin = (name, file) => `node_modules/${name}/${file}`;

const STEPS = [
  [
    "Types",
    [bin("next", "dist/bin/next"), "typegen"],
    [bin("typescript", "bin/tsc"), "--noEmit", "--incremental", "false"],
  ],
  ["Style et frontières", [bin("@biomejs/biome", "bin/biome"), "ci", "--error-on-warnings"]],
  ["Code mort et dépendances inutiles", [bin("knip", "bin/knip.js"), "--no-config-hints"]],
  ["Vocabulaire", ["scripts/checks/vocabulary.mjs"]],
  ["Espaces insécables", ["scripts/checks/typography.mjs"]],
  ["Essais unitaires", [bin("vitest", "vitest.mjs"), "run", "--project", "unit", "--reporter=dot"]],
];

install();
for (const [name, ...commands] of STEPS) {
  const startedAt = Date.now();
  console.log(`\n— ${name}`);
  for (const command of commands) {
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", VITE_CONFIG_NATIVE_IGNORE_WARNING: "true" };
    const { status } = spawnSync(process.execPath, command, { stdio: "inherit", env });
    if (status !== 0) process.exit(status ?? 1);
  }
  console.log(`${name} : ${Math.round((Date.now() - startedAt) / 1000)} s`);
}
