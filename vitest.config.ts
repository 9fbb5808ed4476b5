import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { postgresPrograms } from "./tests/helpers/postgresql.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
const common = {
  environment: "node" as const,
  setupFiles: ["tests/helpers/environment.ts"],
  globalSetup: ["tests/helpers/build-programs.ts"],
  // Limits that only end a test that hangs: on a busy machine everything takes longer.
  testTimeout: 240_000,
  hookTimeout: 240_000,
};
const SIMULATOR = "tests/integration/tba-simulateur/**/*.test.ts";
const integration = {
  ...common,
  include: ["tests/integration/**/*.test.ts"],
  exclude: [SIMULATOR],
  globalSetup: [...common.globalSetup, "tests/helpers/prepare-databases.ts"],
};

const walls = {
  ...common,
  name: "walls",
  include: ["tests/walls/**/*.test.ts"],
  globalSetup: [...common.globalSetup, "tests/walls/shared-site.ts"],
};

// Continuous integration has a PostgreSQL; on a bare machine the same tests run on the embedded database alone.
const withPostgres = postgresPrograms() !== null || process.env.CI === "true";
/**
 * What asks most of the engine passes on both; the rest passes on the embedded database too where there is no PostgreSQL, and with
 * `npm run test:engines`. The browser's tests live on the embedded one.
 */
const BOTH_ENGINES = ["db", "dossiers", "rapport"].map((f) => `tests/integration/${f}/**/*.test.ts`);
const embedded = withPostgres && process.env.ENGINES !== "both" ? { include: BOTH_ENGINES } : {};
if (!withPostgres) process.stderr.write("PostgreSQL introuvable : les essais d'intégration passent sur PGlite seul.\n");

export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    maxWorkers: 2,
    coverage: {
      provider: "v8",
      include: ["lib/domain/**", "lib/tba/**", "lib/night/**"],
      exclude: ["**/*.types.ts"],
      reporter: ["text-summary"],
      reportsDirectory: ".tmp/coverage",
      // A floor a little under what was measured; what runs in processes of its own (the server, a worker) is not counted.
      thresholds: {
        "lib/domain/**": { lines: 98, branches: 96, functions: 96 },
        "lib/tba/**": { lines: 99, branches: 93, functions: 95 },
        "lib/night/**": { lines: 73, branches: 70, functions: 63 },
      },
    },
    projects: [
      {
        extends: true,
        // Pure code, whose modules keep nothing of a test: loaded once for all the files of a worker.
        test: {
          ...common,
          name: "unit",
          include: ["tests/unit/**/*.test.ts", "tests/fuzz/**/*.test.ts"],
          isolate: false,
        },
      },
      // Against the built application: `npm run test:walls`, and its short version in `npm test`, once it is built.
      ...(process.env.WALLS === undefined ? [] : [{ extends: true as const, test: walls }]),
      { extends: true, test: { ...common, name: "simulator", include: [SIMULATOR], isolate: false } },
      { extends: true, test: { ...integration, ...embedded, name: "pglite", isolate: false } },
      ...(withPostgres
        ? [{ extends: true as const, test: { ...integration, name: "postgresql", isolate: false } }]
        : []),
    ],
  },
});
