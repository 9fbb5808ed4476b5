import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const racine = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: { alias: { "@": racine } },
  test: { include: ["tests/unit/**/*.test.ts"], environment: "node" },
});
