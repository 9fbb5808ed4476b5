import { asc, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import { lireContexteDossiers } from "./contexte-dossiers";
import { type DossierRepare, ecrirePreparations } from "./ecrire-preparations";
import { colonnesPreparees } from "./ligne-preparee";

/** «sauter» leaves rows that someone else is writing and never waits; «attendre» waits for them. */
export type Verrou = "sauter" | "attendre";

export type Lot = {
  /** The dossiers done; those left to others are not among them. */
  ids: string[];
  /** Établissements where who is the same person as whom may have changed. */
  remanies: Set<string>;
};

/** A condition on dossiers `d`: to be among these. */
export const parmi = (ids: readonly string[]): SQL =>
  sql`d.id in (select e::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as e)`;

const d = alias(dossiers, "d");

/** All that the preparation takes and all that it made: not the payload, which its fingerprint stands for. */
const LUES = {
  id: d.id,
  etablissementId: d.etablissementId,
  idErpApprenant: d.idErpApprenant,
  source: d.source,
  corrections: d.corrections,
  apprenti: d.apprenti,
  bloque: d.bloque,
  empreinte: d.empreinte,
  anomalies: d.anomalies,
  parcours: d.parcours,
  formation: d.formation,
  apprenant: d.apprenant,
  employeur: d.employeur,
  formationTri: d.formationTri,
  apprenantTri: d.apprenantTri,
  employeurTri: d.employeurTri,
  debut: d.debut,
  fin: d.fin,
  personne: d.personne,
  versionContrat: d.versionContrat,
};

/**
 * Prepares again the dossiers `d` that `ou` chooses, within a transaction. The rows are held from the reading to the writing, so nobody's
 * change is overwritten, and who wants to write them meanwhile waits for this batch only. With «sauter» it never waits while it
 * holds rows: it cannot be part of a deadlock.
 */
export async function repreparerLot(tx: Db, ou: SQL, verrou: Verrou): Promise<Lot> {
  const lus = await tx
    .select(LUES)
    .from(d)
    .where(ou)
    .orderBy(asc(d.id))
    .for("no key update", verrou === "sauter" ? { skipLocked: true } : {});
  const remanies = new Set<string>();
  if (lus.length === 0) return { ids: [], remanies };
  const contexte = await lireContexteDossiers(tx, lus);
  const repares = lus.map((avant): DossierRepare => {
    const apres = colonnesPreparees(avant.source, avant.corrections, contexte.de(avant));
    if (apres.personne !== avant.personne) remanies.add(avant.etablissementId);
    return { id: avant.id, avant, apres };
  });
  await ecrirePreparations(tx, repares);
  return { ids: lus.map(({ id }) => id), remanies };
}
