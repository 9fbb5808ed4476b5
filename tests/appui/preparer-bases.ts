import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ouvrirPglite } from "@/db/ouvrir";
import { demarrerPostgres, programmesPostgres } from "./postgresql";

export type BaseModele = { moteur: "pglite"; dossier: string } | { moteur: "postgresql"; url: string };

declare module "vitest" {
  export interface ProvidedContext {
    baseModele: BaseModele;
  }
}

/** PGlite: one migrated folder that each test file copies. */
async function modelePglite(project: TestProject): Promise<() => void> {
  const racine = mkdtempSync(join(tmpdir(), "passerelle-modele-"));
  const dossier = join(racine, "base");
  await (await ouvrirPglite(dossier)).fermer();
  project.provide("baseModele", { moteur: "pglite", dossier });
  return () => rmSync(racine, { recursive: true, force: true });
}

async function serveurPostgres(project: TestProject): Promise<() => void> {
  const programmes = programmesPostgres();
  if (programmes === null) throw new Error("PostgreSQL est introuvable : installez-le, ou donnez POSTGRES_BIN.");
  const serveur = await demarrerPostgres(programmes);
  project.provide("baseModele", { moteur: "postgresql", url: serveur.url });
  return serveur.arreter;
}

export default function preparerBases(project: TestProject): Promise<() => void> {
  return project.name === "postgresql" ? serveurPostgres(project) : modelePglite(project);
}
