import { setTimeout as attendre } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { VERSION_CONTRAT } from "@/lib/dossier/contrat-tba";
import { repreparerPerimes } from "./repreparer";
import { type Lot, type Place, repreparerLot } from "./repreparer-lot";

/** Few enough for a page asked meanwhile not to wait, many enough for the round trips not to count. */
const PAR_LOT = 500;
/** Two batches at a time, whatever the number of processes: one is prepared here while the database reads or writes the other. */
const VERROUS = [7_210_578, 7_210_579] as const;
const PAUSE_MS = 1000;
/** Rows that someone else holds, another process at work: how often to come back before leaving them to the next start. */
const RETOURS_MAX = 60;

/** Both sides of today's version, for a step back to an older program too: the index on (version, id) serves each. */
const ANCIENS: readonly SQL[] = [
  sql`d.version_contrat < ${VERSION_CONTRAT}`,
  sql`d.version_contrat > ${VERSION_CONTRAT}`,
];

/** One batch after a place, under a lock that ends with it; null when another process has that lock. */
function traiterLot(db: Db, cle: number, anciens: SQL, apres: Place | undefined): Promise<Lot | null> {
  const suite =
    apres === undefined
      ? sql`true`
      : sql`(d.version_contrat, d.id) > (${apres.versionContrat}::int, ${apres.id}::uuid)`;
  return db.transaction(async (tx) => {
    const [verrou] = await lignes<{ libre: boolean }>(tx, sql`select pg_try_advisory_xact_lock(${cle}) as libre`);
    return verrou?.libre === true ? repreparerLot(tx, sql`${anciens} and ${suite}`, PAR_LOT, "sauter") : null;
  });
}

async function resteAncien(db: Db): Promise<boolean> {
  const existe = (anciens: SQL) => sql`exists (select from dossiers d where ${anciens})`;
  const [lu] = await lignes<{ reste: boolean }>(db, sql`select ${sql.join(ANCIENS.map(existe), sql` or `)} as reste`);
  return lu?.reste === true;
}

/**
 * Prepares again, everywhere, the dossiers that were prepared under another version of the contract. May be killed at any point: what is
 * left keeps its old version and is found again. Several processes take turns, batch by batch. Gives way to the event loop between
 * batches, stops after those in hand when `arret` says so. Answers how many dossiers were done.
 */
export async function repreparerAnciens(db: Db, arret?: AbortSignal): Promise<number> {
  const remanies = new Set<string>();
  let faits = 0;
  const passer = async (anciens: SQL, cle: number): Promise<void> => {
    let place: Place | undefined;
    while (!arret?.aborted) {
      const lot = await traiterLot(db, cle, anciens, place);
      if (lot === null || lot.places.length === 0) return;
      faits += lot.places.length;
      place = lot.places.at(-1);
      for (const id of lot.remanies) remanies.add(id);
      // A turn of the event loop, whatever the driver: what waits there goes first.
      await attendre(0);
    }
  };
  for (let retour = 0; retour <= RETOURS_MAX && !arret?.aborted && (await resteAncien(db)); retour++) {
    if (retour > 0) await attendre(PAUSE_MS, undefined, { signal: arret, ref: false }).catch(() => {});
    for (const anciens of ANCIENS) await Promise.all(VERROUS.map((cle) => passer(anciens, cle)));
  }
  for (const id of remanies) {
    if (arret?.aborted) break;
    await repreparerPerimes(db, id);
  }
  return faits;
}
