import { sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { afterAll, beforeAll } from "vitest";
import { type Base, lignes } from "@/db/base";
import { donnerSigneDeVie } from "@/db/signe-de-vie";
import { ouvrirFile } from "@/lib/services/file/file-d-attente";
import { delivrerOrphelins } from "@/lib/services/file/orphelins";
import { embaucher, type Ouvrier } from "@/lib/services/file/ouvrier";
import type { ClientTba } from "@/lib/tba/client";
import { patienceDEssai } from "./patience-d-essai";

export type TravailLu = {
  etat: string;
  pret: boolean;
  data: { reprise: boolean; reports: number; declencheur: string };
};

/** The job queue of a test file's database, and workers for it. */
export function fileDEssai(base: { readonly base: Base }, tba: () => ClientTba) {
  let boss: PgBoss | undefined;
  beforeAll(async () => {
    boss = await ouvrirFile(base.base);
  });
  afterAll(async () => {
    await boss?.stop({ graceful: false });
  });
  const laFile = (): PgBoss => {
    if (boss === undefined) throw new Error("La file d'essai n'est pas ouverte.");
    return boss;
  };
  return {
    get boss() {
      return laFile();
    },
    /** A worker with a sign of life of its own; `jusquaVide`: it ends with the queue. */
    ouvrier: async (choix: { jusquaVide: boolean; places?: number; parAppel?: number }): Promise<Ouvrier> => {
      const signe = await donnerSigneDeVie(base.base);
      const { places = 4, parAppel = 2000, jusquaVide } = choix;
      const moyens = { tba: tba(), patience: patienceDEssai(), parAppel, proprietaire: signe.numero };
      const ouvrier = embaucher({
        outils: { db: base.base.db, boss: laFile(), moyens },
        places,
        jusquaVide,
        delivrer: async () => {
          await delivrerOrphelins(base.base, laFile(), signe.numero);
        },
      });
      const fini = ouvrier.fini.finally(() => signe.fermer());
      return { ...ouvrier, fini };
    },
    /** The jobs of an établissement, the last one first. */
    travaux: (etablissementId: string): Promise<TravailLu[]> =>
      lignes(
        base.base.db,
        sql`select state::text as etat, start_after <= now() as pret, data from pgboss.job
          where data ->> 'etablissementId' = ${etablissementId} order by created_on desc`,
      ),
  };
}
