import { enConstruction, env } from "@/lib/env";
import type { Base, Db } from "./base";
import { ouvrirBase } from "./ouvrir";

/** Kept on globalThis: Next loads this module once a bundle, and the embedded database opens once a process. */
const partage = globalThis as typeof globalThis & { passerelleBase?: Promise<Base> };

/** The process's database, opened and migrated at the first call. Never during `next build`. */
export async function base(): Promise<Base> {
  if (enConstruction()) {
    throw new Error("La base ne s'ouvre pas pendant la construction : la page doit être dynamique.");
  }
  partage.passerelleBase ??= ouvrirBase({
    databaseUrl: env().DATABASE_URL,
    pgliteDossier: env().PGLITE_DOSSIER,
  }).catch((erreur) => {
    // Not kept: the next one who asks tries again.
    delete partage.passerelleBase;
    throw erreur;
  });
  return partage.passerelleBase;
}

/** The same, to query. */
export async function db(): Promise<Db> {
  return (await base()).db;
}

/** Closes the database before the process ends. */
export async function fermerBase(): Promise<void> {
  const ouverte = partage.passerelleBase;
  delete partage.passerelleBase;
  await (await ouverte)?.fermer();
}
