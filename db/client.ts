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
    pgliteDir: env().PGLITE_DIR,
  }).catch((error) => {
    // Not kept: the next one who asks tries again.
    delete shared.passerelleDatabase;
    throw error;
  });
  return shared.passerelleDatabase;
}

/** The same, to query. */
export async function db(): Promise<Db> {
  return (await database()).db;
}

/** Closes the database before the process ends. */
export async function closeDatabase(): Promise<void> {
  const opened = shared.passerelleDatabase;
  delete shared.passerelleDatabase;
  await (await opened)?.close();
}
