// `npm run test:engines`: every integration test on both engines. `npm test` runs them all on PostgreSQL, and on the embedded database what asks
// most of an engine.
import { spawnSync } from "node:child_process";
import { install } from "../install.mjs";

install();
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--project", "pglite", "--project", "postgresql"],
  { stdio: "inherit", env: { ...process.env, ENGINES: "both", VITE_CONFIG_NATIVE_IGNORE_WARNING: "true" } },
);
process.exitCode = status ?? 1;
