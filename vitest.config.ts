import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { programmesPostgres } from "./tests/appui/postgresql.ts";

const racine = fileURLToPath(new URL(".", import.meta.url));
const commun = { environment: "node" as const, setupFiles: ["tests/appui/environnement.ts"] };
const patience = { testTimeout: 60_000, hookTimeout: 60_000 };
const SIMULATEUR = "tests/integration/simulateur/**/*.test.ts";
const integration = {
  ...commun,
  ...patience,
  include: ["tests/integration/**/*.test.ts"],
  exclude: [SIMULATEUR],
  globalSetup: ["tests/appui/preparer-bases.ts"],
};

// Continuous integration has a PostgreSQL; on a bare machine the same tests run on the embedded database alone.
const avecPostgres = programmesPostgres() !== null || process.env.CI === "true";
if (!avecPostgres) process.stderr.write("PostgreSQL introuvable : les essais d'intégration passent sur PGlite seul.\n");

export default defineConfig({
  resolve: { alias: { "@": racine } },
  test: {
    maxWorkers: 2,
    projects: [
      { extends: true, test: { ...commun, name: "unit", include: ["tests/unit/**/*.test.ts"] } },
      { extends: true, test: { ...commun, ...patience, name: "simulateur", include: [SIMULATEUR] } },
      { extends: true, test: { ...integration, name: "pglite" } },
      ...(avecPostgres ? [{ extends: true as const, test: { ...integration, name: "postgresql" } }] : []),
    ],
  },
});
