import { db, fermerBase } from "@/db/client";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { planifier } from "./planifier";

function arreterProprement(arreterHorloge: () => void): void {
  let enCours = false;
  const arreter = async (signal: string) => {
    if (enCours) return;
    enCours = true;
    arreterHorloge();
    logger.info({ signal }, "arrêt");
    await fermerBase().catch(() => {});
    process.exit(0);
  };
  process.once("SIGTERM", () => void arreter("SIGTERM"));
  process.once("SIGINT", () => void arreter("SIGINT"));
}

/** Starts what lives as long as the server: the database, migrated, and the clock. Exits when the configuration is bad. */
export async function demarrer(): Promise<void> {
  try {
    const { PLANIFICATEUR, VERCEL } = env();
    if (VERCEL) return;
    await db();
    arreterProprement(PLANIFICATEUR === "non" ? () => {} : planifier(PLANIFICATEUR));
  } catch (erreur) {
    process.stderr.write(`${erreur instanceof Error ? erreur.message : String(erreur)}\n`);
    process.exit(1);
  }
}
