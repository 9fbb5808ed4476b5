import type { Db } from "@/db/base";
import { db, fermerBase } from "@/db/client";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { repreparerAnciens } from "@/lib/services/dossiers/repreparer-anciens";
import { demarrerOuvrier, fermerFile, file } from "@/lib/services/file/file-du-processus";
import { planifier } from "./planifier";
import { demarrerVeille } from "./veille";

function arreterProprement(arreterLeReste: () => Promise<void>): void {
  let enCours = false;
  const arreter = async (signal: string) => {
    if (enCours) return;
    enCours = true;
    logger.info({ signal }, "arrêt");
    await arreterLeReste();
    await fermerBase().catch(() => {});
    process.exit(0);
  };
  process.once("SIGTERM", () => void arreter("SIGTERM"));
  process.once("SIGINT", () => void arreter("SIGINT"));
}

/** In the background: the dossiers that an older version of the rules prepared. */
async function reprendreAnciens(base: Db, arret: AbortSignal): Promise<void> {
  try {
    const faits = await repreparerAnciens(base, arret);
    if (faits > 0) logger.info({ faits }, "dossiers préparés de nouveau");
  } catch (erreur) {
    logger.error({ name: erreur instanceof Error ? erreur.name : "inconnue" }, "préparation interrompue");
  }
}

/** Starts what lives as long as the server: the database, migrated, the job queue and its worker, the clock. Exits when the configuration is bad. */
export async function demarrer(): Promise<void> {
  try {
    const { OUVRIER, PLANIFICATEUR, VERCEL } = env();
    if (VERCEL) return;
    const base = await db();
    const arret = new AbortController();
    await file();
    if (OUVRIER === "oui") await demarrerOuvrier();
    const arreterHorloge = PLANIFICATEUR === "non" ? () => {} : planifier(PLANIFICATEUR);
    const arreterVeille = demarrerVeille(base);
    const enFond = reprendreAnciens(base, arret.signal);
    arreterProprement(async () => {
      arret.abort();
      arreterHorloge();
      arreterVeille();
      await fermerFile();
      await enFond;
    });
  } catch (erreur) {
    process.stderr.write(`${erreur instanceof Error ? erreur.message : String(erreur)}\n`);
    process.exit(1);
  }
}
