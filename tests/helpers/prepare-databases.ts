import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openPglite } from "@/db/open";
import { postgresPrograms, startPostgres } from "./postgresql";

export type TemplateDatabase = { engine: "pglite"; dossier: string } | { engine: "postgresql"; url: string };

declare module "vitest" {
  export interface ProvidedContext {
    templateDatabase: TemplateDatabase;
  }
}

/** PGlite: one migrated folder that each test file copies. */
async function pgliteTemplate(project: TestProject): Promise<() => void> {
  const root = mkdtempSync(join(tmpdir(), "passerelle-modele-"));
  const dossier = join(root, "base");
  await (await openPglite(dossier)).close();
  project.provide("templateDatabase", { engine: "pglite", dossier });
  return () => rmSync(root, { recursive: true, force: true });
}

async function postgresServer(project: TestProject): Promise<() => void> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error("PostgreSQL est introuvable : installez-le, ou donnez POSTGRES_BIN.");
  const server = await startPostgres(programs);
  project.provide("templateDatabase", { engine: "postgresql", url: server.url });
  return server.stop;
}

export default function prepareDatabases(project: TestProject): Promise<() => void> {
  return project.name === "postgresql" ? postgresServer(project) : pgliteTemplate(project);
}
