// `npm run test:browser`: all the journeys in the browser, and axe on every page in both schemes. `npm test` has a shorter version.
import { spawnSync } from "node:child_process";
import { build, install } from "../install.mjs";

install();
build();
const { status } = spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "test"], {
  stdio: "inherit",
  env: { ...process.env, BROWSER: "long", AXE: "every" },
});
process.exitCode = status ?? 1;
