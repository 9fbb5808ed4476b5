import { Cron } from "croner";
import { db } from "@/db/client";
import { logger } from "@/lib/logger";
import { file } from "@/lib/services/file/file-du-processus";
import { sonner } from "@/lib/services/file/sonner";
import { jourDeParis } from "@/lib/services/jour-de-paris";

/** Rings every night at «HH:MM», Paris time; several servers that ring for the same hour make one night. Answers how to stop. */
export function planifier(heure: string): () => void {
  const [h, m] = heure.split(":");
  const horloge = new Cron(
    `${Number(m)} ${Number(h)} * * *`,
    {
      timezone: "Europe/Paris",
      protect: true,
      catch: (erreur) => logger.error({ name: erreur instanceof Error ? erreur.name : "inconnue" }, "nuit échouée"),
    },
    async () => {
      const maintenant = new Date();
      const cle = `${jourDeParis(maintenant)}T${heure}`;
      const { nouvelle } = await sonner(await db(), await file(), cle, maintenant);
      logger.info({ cle, nouvelle }, "nuit sonnée");
    },
  );
  logger.info({ heure, prochaine: horloge.nextRun()?.toISOString() }, "nuit planifiée");
  return () => horloge.stop();
}
