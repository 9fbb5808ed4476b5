import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, inject } from "vitest";
import type { Database, Db } from "@/db/database";
import { openPglite, openPostgres } from "@/db/open";
import { APPLICATION_ROLE, addressOf, OWNER_ROLE } from "./postgresql";
import { TEMPLATE } from "./prepare-databases";

async function openCopy(): Promise<{ database: Database; clean: () => Promise<void> }> {
  const template = inject("templateDatabase");
  if (template.engine === "pglite") {
    const root = mkdtempSync(join(tmpdir(), "passerelle-essai-"));
    cpSync(template.dossier, join(root, "base"), { recursive: true });
    const database = await openPglite(join(root, "base"));
    return { database, clean: async () => rmSync(root, { recursive: true, force: true }) };
  }
  const name = `essai_${Math.random().toString(36).slice(2, 12)}`;
  const admin = postgres(template.url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name} owner ${OWNER_ROLE} template ${TEMPLATE}`);
  // As in production: the application is not the owner of the tables, and no superuser.
  const database = await openPostgres(addressOf(template.url, name, APPLICATION_ROLE));
  const clean = async () => {
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { database, clean };
}

/** A database of its own for a test file, migrated, on the engine of the run. */
export function testDatabase(): { readonly db: Db; readonly database: Database } {
  let opened: { database: Database; clean: () => Promise<void> } | undefined;
  beforeAll(async () => {
    opened = await openCopy();
  });
  afterAll(async () => {
    await opened?.database.close();
    await opened?.clean();
  });
  const theDatabase = (): Database => {
    if (opened === undefined) throw new Error("La base d'essai n'est pas ouverte.");
    return opened.database;
  };
  return {
    get db() {
      return theDatabase().db;
    },
    get database() {
      return theDatabase();
    },
  };
}
