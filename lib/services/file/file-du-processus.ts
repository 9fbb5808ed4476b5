import type { PgBoss } from "pg-boss";
import { base } from "@/db/client";
import { donnerSigneDeVie, type SigneDeVie } from "@/db/signe-de-vie";
import { env } from "@/lib/env";
import { clientTba } from "@/lib/services/tba/client-tba";
import { creerCreneaux } from "@/lib/services/transmission/creneaux";
import { ouvrirFile } from "./file-d-attente";
import { delivrerOrphelins, delivrerTout } from "./orphelins";
import { embaucher, type Ouvrier } from "./ouvrier";

type Ouverte = { boss: PgBoss; signe: SigneDeVie };

/** Kept on globalThis: Next loads this module once a bundle, and the process has one queue and one worker. */
const partage = globalThis as typeof globalThis & { passerelleFile?: Promise<Ouverte>; passerelleOuvrier?: Ouvrier };

async function ouvrir(): Promise<Ouverte> {
  const ouverte = await base();
  const boss = await ouvrirFile(ouverte);
  if (ouverte.source.moteur === "pglite") await delivrerTout(ouverte, boss);
  return { boss, signe: await donnerSigneDeVie(ouverte) };
}

/** The process's way to the job queue, opened at the first call. */
export async function file(): Promise<PgBoss> {
  return (await fileOuverte()).boss;
}

function fileOuverte(): Promise<Ouverte> {
  partage.passerelleFile ??= ouvrir().catch((erreur) => {
    // Not kept: the next one who asks tries again.
    delete partage.passerelleFile;
    throw erreur;
  });
  return partage.passerelleFile;
}

async function nouvelOuvrier(jusquaVide: boolean): Promise<Ouvrier> {
  const { boss, signe } = await fileOuverte();
  const ouverte = await base();
  const { TRANSMISSIONS_SIMULTANEES, DOSSIERS_PAR_APPEL } = env();
  return embaucher({
    outils: {
      db: ouverte.db,
      boss,
      moyens: {
        tba: clientTba(),
        creneaux: creerCreneaux(TRANSMISSIONS_SIMULTANEES),
        parAppel: DOSSIERS_PAR_APPEL,
        proprietaire: signe.numero,
      },
    },
    // While some calls are under way, the dossiers of other établissements are read and answers are stored.
    places: Math.ceil(TRANSMISSIONS_SIMULTANEES * 1.5),
    jusquaVide,
    delivrer: async () => {
      await delivrerOrphelins(ouverte, boss, signe.numero);
    },
  });
}

/** Works the queue until the process stops. */
export async function demarrerOuvrier(): Promise<void> {
  partage.passerelleOuvrier ??= await nouvelOuvrier(false);
}

/**
 * Works the queue now: wakes the process's worker where there is one; otherwise (a serverless function) works until the queue has
 * nothing ready or the time is over, and the rest waits for the next ring.
 */
export async function travaillerLaFile(budgetMs: number): Promise<void> {
  if (partage.passerelleOuvrier !== undefined) return partage.passerelleOuvrier.reveiller();
  const ouvrier = await nouvelOuvrier(true);
  const minuterie = setTimeout(() => void ouvrier.arreter(), budgetMs);
  await ouvrier.fini;
  clearTimeout(minuterie);
}

/** Stops the worker, the call in flight finished and stored, and lets go of the queue. */
export async function fermerFile(): Promise<void> {
  await partage.passerelleOuvrier?.arreter();
  const ouverte = await partage.passerelleFile;
  delete partage.passerelleOuvrier;
  delete partage.passerelleFile;
  await ouverte?.boss.stop({ graceful: false });
  await ouverte?.signe.fermer();
}
