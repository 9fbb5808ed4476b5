import { Cron } from "croner";
import type { Db } from "@/db/base";
import { logger } from "@/lib/logger";
import { veiller } from "@/lib/services/alertes/veiller";
import { reverifierCouples } from "@/lib/services/couples/reverifier-couples";
import { envoyerCourriels } from "@/lib/services/courriels/envoyer-courriels";
import { facteur } from "@/lib/services/courriels/facteur";
import { resumerLaSemaine } from "@/lib/services/courriels/resume-hebdomadaire";
import { clientTba } from "@/lib/services/tba/client-tba";

/**
 * What must be seen from time to time: silences, the week's summary, e-mails to send, once a day the couples. Any number of processes may
 * do it. `arret` cuts it short.
 */
export async function faireUnTour(db: Db, maintenant: Date, arret: AbortSignal): Promise<void> {
  await veiller(db, maintenant);
  await resumerLaSemaine(db, maintenant);
  await envoyerCourriels(db, facteur(), maintenant);
  await reverifierCouples(db, maintenant, clientTba(), arret);
}

const consigner = (erreur: unknown) =>
  logger.error({ name: erreur instanceof Error ? erreur.name : "inconnue" }, "veille interrompue");

/** Makes a round each hour, and sends the e-mails that wait each minute. Answers how to stop. */
export function demarrerVeille(db: Db): () => void {
  const arret = new AbortController();
  const commun = { protect: true, catch: consigner };
  const rondes = [
    new Cron("5 * * * *", commun, () => faireUnTour(db, new Date(), arret.signal)),
    new Cron("* * * * *", commun, async () => {
      await envoyerCourriels(db, facteur(), new Date());
    }),
  ];
  return () => {
    arret.abort();
    for (const ronde of rondes) ronde.stop();
  };
}
