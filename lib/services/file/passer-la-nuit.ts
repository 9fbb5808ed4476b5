import { setTimeout as pause } from "node:timers/promises";
import type { Contexte } from "@/lib/services/contexte";
import { file, travaillerLaFile } from "./file-du-processus";
import { lireNuit, type NuitEtablissement, resteDeLaNuit } from "./lire-nuit";
import { sonner } from "./sonner";

const SONDAGE_MS = 250;

/** `restants`: jobs that could not be done within the time; the next ring, or another worker, carries on. */
export type Nuit = { nuitId: string; etablissements: number; restants: number; nuits: NuitEtablissement[] };

/**
 * The clock rings from outside: puts the night in the queue and works it, with all the other workers, until nothing is left that
 * could run now or the time is over.
 */
export async function passerLaNuit({ db, maintenant }: Omit<Contexte, "acteur">, budgetMs: number): Promise<Nuit> {
  const fin = Date.now() + budgetMs;
  const { nuitId } = await sonner(db, await file(), null, maintenant);
  await travaillerLaFile(budgetMs);
  let restants = await resteDeLaNuit(db, nuitId);
  while (restants > 0 && Date.now() < fin) {
    await pause(SONDAGE_MS);
    restants = await resteDeLaNuit(db, nuitId);
  }
  const nuits = await lireNuit(db, nuitId);
  return { nuitId, etablissements: nuits.length, restants, nuits };
}
