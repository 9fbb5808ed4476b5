import { env, isBuilding } from "@/lib/env";
import type { Database, Db } from "./database";
import { openDatabase } from "./open";

/** Kept on globalThis: Next loads this module once a bundle, and the embedded database opens once a process. */
const shared = globalThis as typeof globalThis & { passerelleDatabase?: Promise<Database> };

/** The process's database, opened and migrated at the first call. Never during `next build`. */
export async function database(): Promise<Database> {
  if (isBuilding()) {
    throw new Error("La base ne s'ouvre pas pendant la construction : la page doit être dynamique.");
  }
  shared.passerelleDatabase ??= openDatabase({
    databaseUrl: env().DATABASE_URL,
    migrationUrl: env().DATABASE_URL_MIGRATION,
    pgliteDir: env().PGLITE_DIR,
  }).catch((error) => {
    // Not kept: the next one who asks tries again.
    delete shared.passerelleDatabase;
    throw error;
  });
  return shared.passerelleDatabase;
}

/** All the rows, on the engine's own connections: for the night, the clock, the worker and the scripts. Never for a request. */
export async function systemDb(): Promise<Db> {
  return (await database()).gate.system;
}

/** All the rows, on the requests' connections: for who has no établissement yet (signing in) and for the state of health. */
export async function doorDb(): Promise<Db> {
  return (await database()).gate.door;
}

/** No établissement's row: for a signed-in person's request, until `openScope` gives it the rows of one. */
export async function requestDb(): Promise<Db> {
  return (await database()).gate.request;
}

/** Closes the database before the process ends. */
export async function closeDatabase(): Promise<void> {
  const opened = shared.passerelleDatabase;
  delete shared.passerelleDatabase;
  await (await opened)?.close();
}
