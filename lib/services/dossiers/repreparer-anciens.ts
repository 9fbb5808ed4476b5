import { setTimeout as attendre } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { VERSION_CONTRAT } from "@/lib/dossier/contrat-tba";
import { repreparerPerimes } from "./repreparer";
import { parmi, repreparerLot } from "./repreparer-lot";

/** Few enough for a page asked meanwhile not to wait, many enough for the round trips not to count. */
const PAR_LOT = 500;
const PAR_PAGE = 10 * PAR_LOT;
/** Two batches at a time, whatever the number of processes: one is prepared here while the database reads or writes the other. */
const VERROUS = [7_210_578, 7_210_579] as const;
const PAUSE_MS = 1000;
/** Rows that someone else holds, another process at work: how often to come back before leaving them to the next start. */
const RETOURS_MAX = 60;

const ANCIEN = sql`d.version_contrat <> ${VERSION_CONTRAT}`;

/**
 * The identifiers of all the old dossiers, batch by batch. Walks the primary key: an index on the version would cost each of its changes
 * three times what it costs now (the row could no longer stay in its page without all indexes following).
 */
async function* parcourir(db: Db): AsyncGenerator<string[]> {
  let apres = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const page = await lignes<{ id: string; ancien: boolean }>(
      db,
      sql`select d.id, ${ANCIEN} as ancien from dossiers d where d.id > ${apres}::uuid order by d.id limit ${PAR_PAGE}`,
    );
    const anciens = page.flatMap(({ id, ancien }) => (ancien ? [id] : []));
    for (let debut = 0; debut < anciens.length; debut += PAR_LOT) yield anciens.slice(debut, debut + PAR_LOT);
    const derniere = page.at(-1);
    if (derniere === undefined) return;
    apres = derniere.id;
  }
}

/** One batch, under a lock that ends with it; null when another process has that lock. */
function traiterLot(db: Db, cle: number, ids: readonly string[]) {
  return db.transaction(async (tx) => {
    const [verrou] = await lignes<{ libre: boolean }>(tx, sql`select pg_try_advisory_xact_lock(${cle}) as libre`);
    return verrou?.libre === true ? repreparerLot(tx, sql`${parmi(ids)} and ${ANCIEN}`, "sauter") : null;
  });
}

async function resteAncien(db: Db): Promise<boolean> {
  const [lu] = await lignes<{ reste: boolean }>(
    db,
    sql`select exists (select from dossiers d where ${ANCIEN}) as reste`,
  );
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
  const suivre = async (lots: AsyncGenerator<string[]>, cle: number): Promise<void> => {
    for (let lot = await lots.next(); !lot.done && !arret?.aborted; lot = await lots.next()) {
      const fait = await traiterLot(db, cle, lot.value);
      if (fait === null) return;
      faits += fait.ids.length;
      for (const id of fait.remanies) remanies.add(id);
      // A turn of the event loop, whatever the driver: what waits there goes first.
      await attendre(0);
    }
  };
  for (let retour = 0; retour <= RETOURS_MAX && !arret?.aborted && (await resteAncien(db)); retour++) {
    if (retour > 0) await attendre(PAUSE_MS, undefined, { signal: arret, ref: false }).catch(() => {});
    const lots = parcourir(db);
    await Promise.all(VERROUS.map((cle) => suivre(lots, cle)));
  }
  for (const id of remanies) {
    if (arret?.aborted) break;
    await repreparerPerimes(db, id);
  }
  return faits;
}
