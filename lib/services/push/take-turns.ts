import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { DatabaseError } from "@/db/errors";
import { allowLongWork } from "@/db/long-work";
import { ServiceError } from "@/lib/errors";
import { createGate } from "@/lib/security/gate";

const MAX_WAITING = 30;
const RETRY_FOR_MS = 20_000;
const PAUSE_MS = 100;
const BUSY =
  "Un import ou un autre envoi est en cours dans cet établissement : renvoyez le même appel dans un instant.";

const busy = () => new ServiceError("BUSY", BUSY);

type Gate = ReturnType<typeof createGate>;
/** Kept on globalThis: Next loads this module once a bundle. One gate an établissement, for the calls of this process. */
const shared = globalThis as typeof globalThis & { passerellePushGates?: Map<string, Gate> };

function gateFor(etablissementId: string): Gate {
  shared.passerellePushGates ??= new Map();
  const known = shared.passerellePushGates.get(etablissementId);
  if (known !== undefined) return known;
  const gate = createGate(1, MAX_WAITING, busy);
  shared.passerellePushGates.set(etablissementId, gate);
  return gate;
}

const pause = (ms: number) => new Promise((finished) => setTimeout(finished, ms));

/** Somebody else holds an établissement, in another process or for an import: the connection goes back, and it is tried again. */
async function persist<T>(db: Db, ids: readonly string[], work: (tx: Db) => Promise<T>): Promise<T> {
  const until = performance.now() + RETRY_FOR_MS;
  for (;;) {
    try {
      return await db.transaction(async (tx) => {
        await allowLongWork(tx);
        await tx.execute(sql`select id from etablissements where id in (select e::uuid from
          jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as e) order by id for update nowait`);
        return work(tx);
      });
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.trouble !== "locked") throw error;
      if (performance.now() > until) throw busy();
      await pause(PAUSE_MS * (1 + Math.random()));
    }
  }
}

/**
 * One transaction that holds these établissements, alone. Calls of one établissement take turns before they ask for a connection, so that
 * those that wait hold none. Throws BUSY.
 */
export function inTurn<T>(db: Db, ids: readonly string[], work: (tx: Db) => Promise<T>): Promise<T> {
  const sorted = [...new Set(ids)].sort();
  const enter = (rank: number): Promise<T> => {
    const id = sorted[rank];
    return id === undefined ? persist(db, sorted, work) : gateFor(id)(() => enter(rank + 1));
  };
  return enter(0);
}
