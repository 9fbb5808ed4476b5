import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Base, lignes } from "@/db/base";
import { ouvrirPglite, ouvrirPostgres } from "@/db/ouvrir";
import { ouvrirFile } from "@/lib/services/file/file-d-attente";
import { sonner } from "@/lib/services/file/sonner";
import { cfaDEssai } from "@/tests/appui/cfa-d-essai";
import { adresseDe, type Emploi, lancerOuvrier } from "@/tests/appui/ouvrier-a-tuer";
import { simulateurDEssai } from "@/tests/appui/simulateur-d-essai";
import { verifierVerite } from "@/tests/appui/verifier-verite";
import { sourceValide } from "@/tests/factories/dossiers";

const LONGUE = process.env.PANNES === "longues";
const MORTS = LONGUE ? 100 : 3;
const DOSSIERS = LONGUE ? 5000 : 1500;
const PAR_APPEL = 50;
const APPELS = DOSSIERS / PAR_APPEL;
/** So many calls at most in a life, drawn at random: the first deaths of a night come in the middle of it. */
const APPELS_MAX = Math.floor(APPELS * (LONGUE ? 0.9 : 0.4));

const simulateur = simulateurDEssai();
const modele = inject("baseModele");
const racine = mkdtempSync(join(tmpdir(), "passerelle-mort-"));
const nom = `mort_${Math.random().toString(36).slice(2, 10)}`;

/** The database, opened between two lives: on the embedded one, only when the worker is dead. */
async function ouvrir(): Promise<Base> {
  if (modele.moteur === "pglite") return ouvrirPglite(join(racine, "base"));
  return ouvrirPostgres(modele.url.replace(/\/postgres$/, `/${nom}`), 3);
}

beforeAll(async () => {
  if (modele.moteur === "pglite") cpSync(modele.dossier, join(racine, "base"), { recursive: true });
  else {
    const admin = new pg.Client({ connectionString: modele.url });
    await admin.connect();
    await admin.query(`create database ${nom}`);
    await admin.end();
  }
});
afterAll(() => rmSync(racine, { recursive: true, force: true }));

const emploi = (base: Base): Emploi => ({
  base: modele.moteur === "pglite" ? { dossier: join(racine, "base") } : adresseDe(base),
  tbaUrl: simulateur.url,
  parAppel: PAR_APPEL,
  places: 2,
});

async function attendreUnAppel(apres: number, delaiMs = 90_000): Promise<void> {
  const fin = Date.now() + delaiMs;
  while (Date.now() < fin) {
    if ((await simulateur.nombreDAppels()) > apres) return;
    await pause(20);
  }
  throw new Error("L'ouvrier n'a rien envoyé à temps.");
}

/** Ends after so many calls, or when none comes any more: the night was over before. */
async function laisserVivre(avant: number, combien: number): Promise<void> {
  await attendreUnAppel(avant);
  let [dernier, immobile] = [avant, 0];
  while (dernier < avant + combien && immobile < 75) {
    await pause(20);
    const appels = await simulateur.nombreDAppels();
    immobile = appels === dernier ? immobile + 1 : 0;
    dernier = appels;
  }
}

async function sonnerAPart(): Promise<void> {
  const base = await ouvrir();
  const boss = await ouvrirFile(base);
  await sonner(base.db, boss, null, new Date());
  await boss.stop({ graceful: false });
  await base.fermer();
}

describe("kill -9 au milieu d'une nuit", () => {
  it(
    `${MORTS} fois, à des moments tirés au hasard : rien de perdu, rien de faux, et la suite part`,
    async () => {
      let base = await ouvrir();
      const cfa = await cfaDEssai(
        base.db,
        simulateur,
        Array.from({ length: DOSSIERS }, (_, n) => sourceValide(n)),
      );
      const quoi = emploi(base);
      await base.fermer();
      let nuits = 0;
      let morts = 0;
      let utiles = 0;
      while (morts < MORTS) {
        await sonnerAPart();
        nuits += 1;
        // Several lives for a night, as long as it is not over.
        for (let finie = false; !finie && morts < MORTS; ) {
          const avant = await simulateur.nombreDAppels();
          const ouvrier = lancerOuvrier(quoi);
          await laisserVivre(avant, 1 + Math.floor(Math.random() * APPELS_MAX));
          await pause(Math.random() * 20);
          await ouvrier.tuer();
          morts += 1;
          base = await ouvrir();
          await verifierVerite(base.db, simulateur, cfa);
          const [reste] = await lignes<{ n: number }>(
            base.db,
            sql`select count(*)::int as n from transmissions where etat = 'en-cours'`,
          );
          finie = reste?.n === 0;
          if (!finie) utiles += 1;
          await base.fermer();
        }
      }
      await sonnerAPart();
      const avant = await simulateur.nombreDAppels();
      const dernier = lancerOuvrier(quoi);
      base = modele.moteur === "pglite" ? base : await ouvrir();
      if (modele.moteur === "pglite") await attendreLeCalme(avant);
      else await attendreLaFile(base);
      await dernier.arreter();
      if (modele.moteur === "pglite") base = await ouvrir();
      expect(await verifierVerite(base.db, simulateur, cfa)).toBe(DOSSIERS);
      expect(await lignes(base.db, sql`select id from transmissions where etat = 'en-cours'`)).toEqual([]);
      expect(utiles).toBeGreaterThan(0);
      const interrompues = await lignes(base.db, sql`select id from transmissions where etat = 'interrompue'`);
      expect(interrompues.length).toBeGreaterThanOrEqual(utiles > 0 ? 1 : 0);
      process.stdout.write(
        `${modele.moteur} : ${morts} morts subites, dont ${utiles} au milieu d'une transmission, en ${nuits} nuits de ${DOSSIERS} dossiers ; ${interrompues.length} interrompues.\n`,
      );
      await base.fermer();
    },
    LONGUE ? 40 * 60_000 : 180_000,
  );
});

/** On PostgreSQL the queue says when it is empty. */
async function attendreLaFile(base: Base): Promise<void> {
  for (let essai = 0; essai < 600; essai++) {
    const [reste] = await lignes<{ n: number }>(
      base.db,
      sql`select count(*)::int as n from pgboss.job where name = 'transmission' and state in ('created', 'retry', 'active')`,
    );
    if (reste?.n === 0) return;
    await pause(200);
  }
  throw new Error("La file ne s'est pas vidée en deux minutes.");
}

/** The embedded database belongs to the worker: the TBA says when nothing comes any more. */
async function attendreLeCalme(avant: number): Promise<void> {
  // None at all when the last death came after the last answer.
  await attendreUnAppel(avant, 30_000).catch(() => {});
  let [dernier, calme] = [-1, 0];
  for (let essai = 0; essai < 240 && calme < 8; essai++) {
    await pause(500);
    const appels = await simulateur.nombreDAppels();
    calme = appels === dernier ? calme + 1 : 0;
    dernier = appels;
  }
}
