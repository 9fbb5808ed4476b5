import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Base } from "@/db/base";
import { ouvrirPglite, ouvrirPostgres } from "@/db/ouvrir";
import { lirePlan } from "@/lib/services/deblocage/lire-plan";
import { demarrerPostgres, programmesPostgres } from "@/tests/appui/postgresql";
import { rangerDossiers } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";
import { afficher } from "./afficher";
import { dossiersVaries } from "./dossiers-varies";

const NOMBRE = 5000;
const TOURS = 15;

type Mesure = { median: number; pire: number; causes: number };

/** The time of «Plan de déblocage», all included but the page: the right to see, the reading, the causes and their counts. */
async function mesurer({ db }: Base): Promise<Mesure> {
  const { id, uai } = await nouvelEtablissement(db);
  await rangerDossiers(db, id, dossiersVaries(NOMBRE));
  const contexte = await personne(db, id, "lecteur");
  const durees: number[] = [];
  let causes = 0;
  for (let tour = 0; tour < TOURS; tour++) {
    const debut = performance.now();
    const plan = await lirePlan(contexte, uai, { recherches: {} });
    durees.push(performance.now() - debut);
    causes = plan.bloquantes.length + plan.autres.length;
  }
  durees.sort((a, b) => a - b);
  return { median: Math.round(durees[TOURS >> 1] ?? 0), pire: Math.round(durees.at(-1) ?? 0), causes };
}

async function surPglite(): Promise<Mesure> {
  const racine = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
  try {
    const base = await ouvrirPglite(join(racine, "base"));
    return await mesurer(base).finally(base.fermer);
  } finally {
    rmSync(racine, { recursive: true, force: true });
  }
}

async function surPostgres(): Promise<Mesure | null> {
  const programmes = programmesPostgres();
  if (programmes === null) return null;
  const serveur = await demarrerPostgres(programmes);
  try {
    const base = await ouvrirPostgres(serveur.url);
    return await mesurer(base).finally(base.fermer);
  } finally {
    serveur.arreter();
  }
}

/** The causes of 5,000 dossiers, one in three invalid, on both databases. */
export async function bench(): Promise<void> {
  const [pglite, postgresql] = [await surPglite(), await surPostgres()];
  const ligne = (base: string, { median, pire, causes }: Mesure) => ({
    base,
    causes,
    "médiane (ms)": median,
    "pire (ms)": pire,
  });
  afficher([ligne("PGlite", pglite), ...(postgresql === null ? [] : [ligne("PostgreSQL", postgresql)])], {
    bench: "causes",
    dossiers: NOMBRE,
    pglite_ms: pglite.median,
    pglite_pire_ms: pglite.pire,
    ...(postgresql === null ? {} : { postgresql_ms: postgresql.median, postgresql_pire_ms: postgresql.pire }),
  });
}
