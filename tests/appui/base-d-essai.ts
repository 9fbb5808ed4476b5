import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import type { Base, Db } from "@/db/base";
import { ouvrirPglite, ouvrirPostgres } from "@/db/ouvrir";

async function ouvrirCopie(): Promise<{ base: Base; nettoyer: () => Promise<void> }> {
  const modele = inject("baseModele");
  if (modele.moteur === "pglite") {
    const racine = mkdtempSync(join(tmpdir(), "passerelle-essai-"));
    cpSync(modele.dossier, join(racine, "base"), { recursive: true });
    const base = await ouvrirPglite(join(racine, "base"));
    return { base, nettoyer: async () => rmSync(racine, { recursive: true, force: true }) };
  }
  const nom = `essai_${Math.random().toString(36).slice(2, 12)}`;
  const admin = new pg.Client({ connectionString: modele.url });
  await admin.connect();
  await admin.query(`create database ${nom}`);
  const base = await ouvrirPostgres(modele.url.replace(/\/postgres$/, `/${nom}`));
  const nettoyer = async () => {
    await admin.query(`drop database ${nom} with (force)`);
    await admin.end();
  };
  return { base, nettoyer };
}

/** A database of its own for a test file, migrated, on the engine of the run. */
export function baseDEssai(): { readonly db: Db; readonly base: Base } {
  let ouverte: { base: Base; nettoyer: () => Promise<void> } | undefined;
  beforeAll(async () => {
    ouverte = await ouvrirCopie();
  }, 60_000);
  afterAll(async () => {
    await ouverte?.base.fermer();
    await ouverte?.nettoyer();
  });
  const laBase = (): Base => {
    if (ouverte === undefined) throw new Error("La base d'essai n'est pas ouverte.");
    return ouverte.base;
  };
  return {
    get db() {
      return laBase().db;
    },
    get base() {
      return laBase();
    },
  };
}
