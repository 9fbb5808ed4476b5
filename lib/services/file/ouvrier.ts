import { setTimeout as pause } from "node:timers/promises";
import { logger } from "@/lib/logger";
import { type DemandeTransmission, FILE_TRANSMISSION } from "./file-d-attente";
import { type Outils, traiterDemande } from "./traiter-demande";

const SONDAGE_MS = 1000;
const ORPHELINS_MS = 15_000;

export type Ouvrier = {
  /** A job was just put in the queue by this process: no need to wait for the next look. */
  reveiller: () => void;
  /** Takes no more jobs; those under way finish the call in flight, store it and go back to the queue. Ends when they have. */
  arreter: () => Promise<void>;
  /** Ends when the queue has nothing ready and nothing is under way here. Only for one started with `jusquaVide`. */
  fini: Promise<void>;
};

export type Embauche = {
  outils: Omit<Outils, "moyens"> & { moyens: Omit<Outils["moyens"], "arret"> };
  /** How many établissements at once. */
  places: number;
  jusquaVide: boolean;
  delivrer: () => Promise<void>;
};

/** Works the queue: as many jobs at once as there are places, one after the other in each. */
export function embaucher({ outils, places, jusquaVide, delivrer }: Embauche): Ouvrier {
  const arret = new AbortController();
  const enCours = new Set<Promise<void>>();
  let reveil = new AbortController();

  const dormir = async (ms: number) => {
    await pause(ms, undefined, { signal: AbortSignal.any([arret.signal, reveil.signal]) }).catch(() => {});
    if (reveil.signal.aborted) reveil = new AbortController();
  };

  const prendre = async (): Promise<number> => {
    const libres = places - enCours.size;
    if (libres <= 0) return 0;
    const travaux = await outils.boss.fetch<DemandeTransmission>(FILE_TRANSMISSION, { batchSize: libres });
    for (const travail of travaux) {
      const moyens = { ...outils.moyens, arret: arret.signal };
      const traitement: Promise<void> = traiterDemande({ ...outils, moyens }, travail).finally(() => {
        enCours.delete(traitement);
        reveil.abort();
      });
      enCours.add(traitement);
    }
    return travaux.length;
  };

  const travailler = async () => {
    let prochainTour = 0;
    while (!arret.signal.aborted) {
      try {
        if (Date.now() >= prochainTour) {
          prochainTour = Date.now() + ORPHELINS_MS;
          await delivrer();
        }
        const pris = await prendre();
        if (pris === 0 && enCours.size === 0 && jusquaVide) return;
        if (pris === 0 || enCours.size >= places) await dormir(SONDAGE_MS);
      } catch (erreur) {
        logger.warn({ name: erreur instanceof Error ? erreur.name : "inconnue" }, "file injoignable");
        await dormir(SONDAGE_MS);
      }
    }
  };

  const fini = travailler().then(async () => {
    await Promise.allSettled(enCours);
  });
  return {
    reveiller: () => reveil.abort(),
    arreter: async () => {
      arret.abort();
      await fini;
    },
    fini,
  };
}
