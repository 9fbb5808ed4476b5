import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { describe, expect, inject, it } from "vitest";
import { lignes } from "@/db/base";
import { ouvrirPostgres } from "@/db/ouvrir";
import { ouvrirFile } from "@/lib/services/file/file-d-attente";
import { sonner } from "@/lib/services/file/sonner";
import { cfaDEssai } from "@/tests/appui/cfa-d-essai";
import { lancerOuvrier } from "@/tests/appui/ouvrier-a-tuer";
import { demarrerPostgres, programmesPostgres } from "@/tests/appui/postgresql";
import { simulateurDEssai } from "@/tests/appui/simulateur-d-essai";
import { verifierVerite } from "@/tests/appui/verifier-verite";
import { sourceValide } from "@/tests/factories/dossiers";

const LONGUE = process.env.PANNES === "longues";
const DOSSIERS = LONGUE ? 5000 : 1500;
const simulateur = simulateurDEssai();

const ressayer = async <T>(action: () => Promise<T>): Promise<T> => {
  for (let essai = 0; ; essai++) {
    try {
      return await action();
    } catch (erreur) {
      if (essai >= 40) throw erreur;
      await pause(500);
    }
  }
};

describe.runIf(inject("baseModele").moteur === "postgresql")("PostgreSQL redémarre au milieu d'une nuit", () => {
  it(
    "rien de perdu, rien de faux : l'ouvrier, resté debout, finit la nuit",
    async () => {
      const serveur = await demarrerPostgres(programmesPostgres() ?? "");
      try {
        let base = await ouvrirPostgres(serveur.url, 3);
        const cfa = await cfaDEssai(
          base.db,
          simulateur,
          Array.from({ length: DOSSIERS }, (_, n) => sourceValide(n)),
        );
        const boss = await ouvrirFile(base);
        await sonner(base.db, boss, null, new Date());
        await boss.stop({ graceful: false });
        await base.fermer();
        const ouvrier = lancerOuvrier({ base: { url: serveur.url }, tbaUrl: simulateur.url, parAppel: 25, places: 2 });
        while ((await simulateur.nombreDAppels()) === 0) await pause(20);
        for (let fois = 0; fois < (LONGUE ? 5 : 1); fois++) {
          await pause(Math.random() * 300);
          serveur.redemarrer();
        }
        base = await ouvrirPostgres(serveur.url, 3);
        const finie = async () => {
          const [reste] = await lignes<{ n: number }>(
            base.db,
            sql`select count(*)::int as n from pgboss.job where name = 'transmission' and state in ('created', 'retry', 'active')`,
          );
          if (reste?.n !== 0) throw new Error("La nuit ne finit pas.");
        };
        for (let minute = 0; minute < 6; minute++)
          if (
            await ressayer(finie).then(
              () => true,
              () => false,
            )
          )
            break;
        expect(ouvrier.processus.exitCode).toBeNull();
        expect(await verifierVerite(base.db, simulateur, cfa)).toBe(DOSSIERS);
        expect(await ouvrier.arreter()).toBe(0);
        await base.fermer();
      } finally {
        serveur.arreter();
      }
    },
    LONGUE ? 10 * 60_000 : 180_000,
  );
});
