import { randomInt } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { z } from "zod";
import { type Database, type Db, parsedRows } from "./database";
import { LIVENESS_LOCKS } from "./locks";

const KEEP_ALIVE_MS = 10_000;

/** A process that others can tell alive from dead. */
export type LivenessLock = { number: number; close: () => Promise<void> };

/**
 * Takes a number that the database holds for this process as long as its connection lives: the system closes it with the process,
 * even on kill -9, even on another machine. The embedded database belongs to one process: its number is only for the record.
 */
export async function acquireLivenessLock({ source }: Database): Promise<LivenessLock> {
  const number = randomInt(1, 2 ** 31 - 1);
  if (source.engine === "pglite") return { number, close: async () => {} };
  // One connection, kept for ever: the lock is its own. After a restart of the server the next one takes the lock again.
  const client = postgres(source.url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => {},
  });
  // Taken again each time: harmless while it is held, needed after the server came back.
  const hold = () => client`select pg_try_advisory_lock(${LIVENESS_LOCKS}::int, ${number}::int)`;
  await hold();
  const timer = setInterval(() => hold().catch(() => {}), KEEP_ALIVE_MS);
  timer.unref();
  const close = async () => {
    clearInterval(timer);
    await client.end();
  };
  return { number, close };
}

/** Those of these processes that are dead. On the embedded database, all but this one. */
export async function findDead(
  { db, source }: Pick<Database, "db" | "source">,
  numbers: readonly number[],
  me: number,
): Promise<number[]> {
  const others = [...new Set(numbers)].filter((number) => number !== me);
  if (source.engine === "pglite" || others.length === 0) return others;
  return db.transaction(async (tx) => {
    const matches: number[] = [];
    for (const number of others) if (await isFree(tx, number)) matches.push(number);
    return matches;
  });
}

async function isFree(tx: Db, number: number): Promise<boolean> {
  const [row] = await parsedRows(
    tx,
    z.object({ isFree: z.boolean() }),
    sql`select pg_try_advisory_xact_lock(${LIVENESS_LOCKS}::int, ${number}::int) as "isFree"`,
  );
  return row?.isFree === true;
}
