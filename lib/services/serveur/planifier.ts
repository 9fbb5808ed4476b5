import { Cron } from "croner";
import { db } from "@/db/client";
import { logger } from "@/lib/logger";
import { clientTba } from "@/lib/services/tba/client-tba";
import { passerLaNuit } from "@/lib/services/transmission/passer-la-nuit";

async function nuit(): Promise<void> {
  const nuits = await passerLaNuit({ db: await db(), maintenant: new Date() }, { tba: clientTba() });
  logger.info({ etablissements: nuits.length, faites: nuits.filter((n) => n.genre === "faite").length }, "nuit passée");
}

/** Rings every night at «HH:MM», Paris time; a night that lasts is not started twice. Answers how to stop. */
export function planifier(heure: string): () => void {
  const [h, m] = heure.split(":");
  const horloge = new Cron(
    `${Number(m)} ${Number(h)} * * *`,
    {
      timezone: "Europe/Paris",
      protect: true,
      catch: (erreur) => logger.error({ name: erreur instanceof Error ? erreur.name : "inconnue" }, "nuit échouée"),
    },
    nuit,
  );
  logger.info({ heure, prochaine: horloge.nextRun()?.toISOString() }, "nuit planifiée");
  return () => horloge.stop();
}
