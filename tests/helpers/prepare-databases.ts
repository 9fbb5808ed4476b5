import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { openPglite, openPostgres } from "@/db/open";
import { openQueue } from "@/lib/services/transmissions/queue/queue";
import { APPLICATION_ROLE, addressOf, OWNER_ROLE, postgresPrograms, startPostgres } from "./postgresql";

/** The migrated database that those of the test files are copies of. */
export const TEMPLATE = "modele";

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
  const admin = postgres(server.url, { max: 1 });
  await admin.unsafe(`create database ${TEMPLATE} owner ${OWNER_ROLE}`);
  await admin.end();
  const database = await openPostgres(addressOf(server.url, TEMPLATE, APPLICATION_ROLE), {
    migrationUrl: addressOf(server.url, TEMPLATE, OWNER_ROLE),
  });
  await (await openQueue(database)).stop({ graceful: false });
  await database.close();
  project.provide("templateDatabase", { engine: "postgresql", url: server.url });
  return server.stop;
}

export default function prepareDatabases(project: TestProject): Promise<() => void> {
  return project.name === "postgresql" ? postgresServer(project) : pgliteTemplate(project);
}
