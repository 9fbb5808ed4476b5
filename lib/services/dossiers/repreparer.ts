import { setImmediate as ceder } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { parmi, repreparerLot, type Verrou } from "./repreparer-lot";
import { trouverPerimes } from "./trouver-perimes";

const PAR_LOT = 1000;
const ESSAIS = 20;
const PAUSE_MS = 100;

const pause = (ms: number) => new Promise((fini) => setTimeout(fini, ms));

async function lister(db: Db, etablissementId: string, ou: SQL): Promise<string[]> {
  const lus = await lignes<{ id: string }>(
    db,
    sql`select d.id from dossiers d where d.etablissement_id = ${etablissementId}::uuid and ${ou} order by d.id`,
  );
  return lus.map(({ id }) => id);
}

/** One round over these dossiers, a transaction a batch. Answers those done, and whether who is the same person as whom changed. */
async function passer(
  db: Db,
  ids: readonly string[],
  verrou: Verrou,
): Promise<{ faits: Set<string>; remanie: boolean }> {
  const faits = new Set<string>();
  let remanie = false;
  for (let debut = 0; debut < ids.length; debut += PAR_LOT) {
    const lot = parmi(ids.slice(debut, debut + PAR_LOT));
    const fait = await db.transaction((tx) => repreparerLot(tx, lot, verrou));
    for (const id of fait.ids) faits.add(id);
    remanie ||= fait.remanies.size > 0;
    await ceder();
  }
  return { faits, remanie };
}

/**
 * Prepares again the dossiers of an établissement (or `seulement` some of them, by id) from what is stored of them and their context.
 * «sauter» (the default) waits for nobody's lock: what others hold is tried again for two seconds, then left to the next time.
 * «attendre» is for a transaction that holds the établissement, such as an import.
 */
export async function repreparerEtablissement(
  db: Db,
  etablissementId: string,
  { seulement, verrou = "sauter" }: { seulement?: readonly string[]; verrou?: Verrou } = {},
): Promise<void> {
  let restants = await lister(db, etablissementId, seulement === undefined ? sql`true` : parmi(seulement));
  let remanie = false;
  for (let essai = 0; restants.length > 0 && essai < ESSAIS; essai++) {
    if (essai > 0) await pause(PAUSE_MS);
    const tour = await passer(db, restants, verrou);
    remanie ||= tour.remanie;
    restants = restants.filter((id) => !tour.faits.has(id));
  }
  if (remanie) await passer(db, await trouverPerimes(db, etablissementId), verrou);
}

/** Brings up to date the dossiers whose context or rules changed: after an import, a correction, an answer of the TBA. */
export async function repreparerPerimes(db: Db, etablissementId: string, verrou: Verrou = "sauter"): Promise<void> {
  const seulement = await trouverPerimes(db, etablissementId);
  if (seulement.length > 0) await repreparerEtablissement(db, etablissementId, { seulement, verrou });
}
