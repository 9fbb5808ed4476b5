import { defineConfig } from "@playwright/test";
import { CHROMIUM_OPTIONS, findChromium } from "./tests/helpers/chromium.ts";

const PORT = Number(process.env.E2E_PORT ?? 3117);
const browser = await findChromium();

export default defineConfig({
  testDir: "tests/e2e",
  // Half a minute each, of doors and erasures that have tests of their own beside: `npm run test:browser` plays them too.
  testIgnore: process.env.BROWSER === "long" ? [] : ["**/forgotten-password.spec.ts", "**/person.spec.ts"],
  outputDir: ".tmp/e2e",
  // Limits that only end a test that hangs: on a busy machine everything takes longer.
  timeout: 900_000,
  expect: { timeout: 120_000 },
  workers: 1,
  reporter: [["list"], ["json", { outputFile: ".tmp/e2e.json" }]],
  use: {
    baseURL: `http://localhost:${PORT}`,
    locale: "fr-FR",
    timezoneId: "America/Guadeloupe", // Far from Paris: no date may shift with the reader's zone.
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    // Without pictures: filming every step took a quarter of the time.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
    launchOptions: {
      executablePath: browser.path,
      args: CHROMIUM_OPTIONS,
      env: { ...process.env, ...browser.env } as Record<string, string>,
    },
  },
  webServer: {
    command: "node tests/e2e/server.mjs",
    url: `http://localhost:${PORT}/connexion`,
    env: { PORT: String(PORT) },
    timeout: 600_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "ignore",
    stderr: "pipe",
  },
});
