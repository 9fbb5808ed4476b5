import { setImmediate as yieldToEvents } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { findOutdated } from "./find-outdated";
import { idIn, type LockMode, reprepareBatch } from "./reprepare-batch";

const PER_BATCH = 1000;
const ATTEMPTS = 20;
const PAUSE_MS = 100;

const pause = (ms: number) => new Promise((finished) => setTimeout(finished, ms));

async function list(db: Db, etablissementId: string, where: SQL): Promise<string[]> {
  const found = await parsedRows(
    db,
    z.object({ id: z.string() }),
    sql`select d.id from dossiers d where d.etablissement_id = ${etablissementId}::uuid and ${where} order by d.id`,
  );
  return found.map(({ id }) => id);
}

/** One round over these dossiers, a transaction a batch. Answers those done, and whether who is the same person as whom changed. */
async function passOver(
  db: Db,
  ids: readonly string[],
  lock: LockMode,
): Promise<{ doneIds: Set<string>; reshuffled: boolean }> {
  const doneIds = new Set<string>();
  let reshuffled = false;
  for (let start = 0; start < ids.length; start += PER_BATCH) {
    const batch = idIn(ids.slice(start, start + PER_BATCH));
    const done = await db.transaction((tx) => reprepareBatch(tx, batch, lock));
    for (const id of done.ids) doneIds.add(id);
    reshuffled ||= done.reshuffled.size > 0;
    await yieldToEvents();
  }
  return { doneIds, reshuffled };
}

/**
 * Prepares again the dossiers of an établissement (or `only` some of them, by id) from what is stored of them and their context.
 * «skip» (the default) waits for nobody's lock: what others hold is tried again for two seconds, then left to the next time.
 * «wait» is for a transaction that holds the établissement, such as an import.
 */
export async function reprepareEtablissement(
  db: Db,
  etablissementId: string,
  { only, lock = "skip" }: { only?: readonly string[]; lock?: LockMode } = {},
): Promise<void> {
  let remaining = await list(db, etablissementId, only === undefined ? sql`true` : idIn(only));
  let reshuffled = false;
  for (let attempt = 0; remaining.length > 0 && attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await pause(PAUSE_MS);
    const turn = await passOver(db, remaining, lock);
    reshuffled ||= turn.reshuffled;
    remaining = remaining.filter((id) => !turn.doneIds.has(id));
  }
  if (reshuffled) await passOver(db, await findOutdated(db, etablissementId), lock);
}

/** Brings up to date the dossiers whose context or rules changed: after an import, a correction, an answer of the TBA. */
export async function reprepareOutdated(db: Db, etablissementId: string, lock: LockMode = "skip"): Promise<void> {
  const only = await findOutdated(db, etablissementId);
  if (only.length > 0) await reprepareEtablissement(db, etablissementId, { only, lock });
}
