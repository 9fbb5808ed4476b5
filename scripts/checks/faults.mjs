// `npm run test:faults`: the long version of the faults (a sample of it is in `npm test`): what must be waited for, a hundred
// sudden deaths of the worker, PostgreSQL restarted again and again. Half an hour or more.
import { spawnSync } from "node:child_process";
import { install } from "../install.mjs";

install();
const attempts = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "tests/integration/faults",
  "tests/integration/night/queue.test.ts",
];
const { status } = spawnSync(process.execPath, [...attempts, "--reporter=verbose", "--no-file-parallelism"], {
  stdio: "inherit",
  env: { ...process.env, FAULTS: "long", VITE_CONFIG_NATIVE_IGNORE_WARNING: "true" },
});
process.exitCode = status ?? 1;
