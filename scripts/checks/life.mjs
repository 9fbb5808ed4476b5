// npm run test:life -- [NUMBER] [FIRST SEED]: lives of two CFAs, each made of a seed that is printed, longer and more than those of `npm test`
// (tests/integration/life). A minute for four or five of them; one that fails tells its story.
import { spawnSync } from "node:child_process";
import { install } from "../install.mjs";

install();
const [number = "100", seed = String(Math.floor(Math.random() * 1_000_000))] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "tests/integration/life", "--reporter=verbose"],
  {
    stdio: "inherit",
    env: {
      ...process.env,
      LIVES: number,
      LIFE_SEED: seed,
      LIFE_STEPS: process.env.LIFE_STEPS ?? "60",
      VITE_CONFIG_NATIVE_IGNORE_WARNING: "true",
    },
  },
);
process.exitCode = status ?? 1;
