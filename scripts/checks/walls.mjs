// `npm run test:walls`: what the site does of files and bodies made to hurt it, on the built application. Some minutes.
import { spawnSync } from "node:child_process";
import { build, install } from "../install.mjs";

install();
build();
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--project", "walls", "--reporter=verbose", "--no-file-parallelism"],
  { stdio: "inherit", env: { ...process.env, WALLS: "oui", VITE_CONFIG_NATIVE_IGNORE_WARNING: "true" } },
);
process.exitCode = status ?? 1;
