import type { PgBoss } from "pg-boss";
import type { Db } from "@/db/base";
import { ErreurMetier } from "@/lib/errors";
import { logger } from "@/lib/logger";
import type { Contexte } from "@/lib/services/contexte";
import { type Moyens, transmettre } from "@/lib/services/transmission/transmettre";
import { dansLaTransaction, FILE_TRANSMISSION, type Travail } from "./file-d-attente";

/** The TBA is down, or we failed: the run is put off by so many minutes, then is given up until the next night. */
const REPORTS_MINUTES = [1, 5, 15, 30, 60, 60, 60, 60] as const;
/** Put off so many times, an hour or nearly, it is time to tell people. */
const REPORTS_SANS_LE_DIRE = 3;
const SIGNE_DE_VIE_MS = 5_000;
/** The database is gone: how long a job's end is offered to it. */
const INSISTANCE_MS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000] as const;

export type Outils = { db: Db; boss: PgBoss; moyens: Moyens };

/** How a job ends: done with, given back at once, or put off. */
type Fin = { genre: "finie" } | { genre: "rendue" } | { genre: "reportee"; minutes: number };

function finDe(suite: "aucune" | "reprendre" | "reporter", reports: number): Fin {
  if (suite === "aucune") return { genre: "finie" };
  if (suite === "reprendre") return { genre: "rendue" };
  const minutes = REPORTS_MINUTES[reports];
  return minutes === undefined ? { genre: "finie" } : { genre: "reportee", minutes };
}

async function courir({ db, moyens }: Outils, { data }: Travail): Promise<Fin> {
  const { etablissementId, declencheur, par, nuitId, reprise, reports } = data;
  const acteur: Contexte["acteur"] = par === null ? { genre: "horloge" } : { genre: "personne", id: par };
  try {
    const contexte = { db, acteur, maintenant: new Date() };
    const demande = { declencheur, par, nuitId, reprise, insistante: reports >= REPORTS_SANS_LE_DIRE };
    const { suite } = await transmettre(contexte, etablissementId, demande, moyens);
    return finDe(suite, reports);
  } catch (erreur) {
    if (erreur instanceof ErreurMetier) {
      logger.info({ etablissementId, code: erreur.code }, "transmission sans objet");
      return { genre: "finie" };
    }
    logger.error({ etablissementId, name: erreur instanceof Error ? erreur.name : "inconnue" }, "transmission rendue");
    return { genre: "rendue" };
  }
}

/** Says to the queue how the job ended. Its attempt number goes with it: what another process took over is left alone. */
async function rendre({ db, boss }: Outils, travail: Travail, fin: Fin): Promise<void> {
  const tentative = { id: travail.id, retryCount: travail.retryCount };
  if (fin.genre === "finie") {
    await boss.complete(FILE_TRANSMISSION, tentative);
    return;
  }
  if (fin.genre === "rendue") {
    await boss.fail(FILE_TRANSMISSION, tentative);
    return;
  }
  await db.transaction(async (tx) => {
    const ici = dansLaTransaction(tx);
    await boss.fail(FILE_TRANSMISSION, tentative, null, ici);
    const data = { ...travail.data, reprise: true, reports: travail.data.reports + 1 };
    const startAfter = new Date(Date.now() + fin.minutes * 60_000);
    await boss.update(FILE_TRANSMISSION, data, { ...ici, id: travail.id, startAfter });
  });
}

async function rendreAvecInsistance(outils: Outils, travail: Travail, fin: Fin): Promise<void> {
  for (const ms of [0, ...INSISTANCE_MS]) {
    if (ms > 0) await new Promise((fini) => setTimeout(fini, ms));
    try {
      await rendre(outils, travail, fin);
      return;
    } catch (erreur) {
      logger.warn({ id: travail.id, name: erreur instanceof Error ? erreur.name : "inconnue" }, "file injoignable");
    }
  }
}

/** One job: runs the transmission, gives signs of life meanwhile, and says to the queue how it ended. Never throws. */
export async function traiterDemande(outils: Outils, travail: Travail): Promise<void> {
  const tentative = { id: travail.id, retryCount: travail.retryCount };
  const minuterie = setInterval(() => {
    outils.boss.touch(FILE_TRANSMISSION, tentative).catch(() => {});
  }, SIGNE_DE_VIE_MS);
  try {
    await rendreAvecInsistance(outils, travail, await courir(outils, travail));
  } finally {
    clearInterval(minuterie);
  }
}
