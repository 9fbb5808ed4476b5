// `npm run test:walls`: what the site does of all that is made to hurt it, on the built application. Some minutes; `npm test` has a
// shorter version.
import { spawnSync } from "node:child_process";
import { build, install } from "../install.mjs";

install();
build();
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--project", "walls", "--reporter=verbose", "--no-file-parallelism"],
  { stdio: "inherit", env: { ...process.env, WALLS: "long", VITE_CONFIG_NATIVE_IGNORE_WARNING: "true" } },
);
process.exitCode = status ?? 1;
