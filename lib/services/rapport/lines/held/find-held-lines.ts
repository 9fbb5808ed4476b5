import type { Db } from "@/db/database";
import type { Day } from "@/lib/domain/day";
import type { RapportSummary } from "@/lib/domain/rapport-summary.types";
import { type HeldLines, loadHeldLines } from "./held-lines";

/** Fewer lines than this, and the database answers as quickly. */
export const MIN_HELD_LINES = 200;
/** In one process, all établissements together: some 200 bytes a line. The ones that were not asked for longest go first. */
const MAX_LINES = 250_000;
/** Not asked for so long, they go: they name people. */
const KEPT_MS = 15 * 60 * 1000;
const SWEEP_MS = 60 * 1000;

/** `lines`: null while the version was asked for once only. */
type Held = { version: string; size: number; askedAt: number; lines: Promise<HeldLines | null> | null };

/** On globalThis, as the database itself (db/client.ts): one copy for all the bundles. By établissement, the last asked for at the end. */
const shared = globalThis as typeof globalThis & { passerelleHeldLines?: Map<string, Held> };
const isFirst = shared.passerelleHeldLines === undefined;
shared.passerelleHeldLines ??= new Map();
const held = shared.passerelleHeldLines;

/** Lets go of what nobody asks for any more, then of the oldest while there is too much. */
function letGo(now: number): void {
  let size = 0;
  for (const one of held.values()) size += one.size;
  for (const [id, one] of held) {
    if (size <= MAX_LINES && now - one.askedAt < KEPT_MS) return;
    held.delete(id);
    size -= one.size;
  }
}

// Where nobody asks for a report any more, too.
if (isFirst) setInterval(() => letGo(performance.now()), SWEEP_MS).unref();

async function linesOf({ lines: loading }: Held, version: string): Promise<HeldLines | null> {
  // Another reading's failure is not this one's.
  const lines = (await loading?.catch(() => null)) ?? null;
  return lines?.version === version ? lines : null;
}

/** The lines of a version when they are held, or being read; null otherwise. Nothing is asked of the database. */
export async function heldLinesOf(etablissementId: string, version: string): Promise<HeldLines | null> {
  const known = held.get(etablissementId);
  return known?.version === version ? linesOf(known, version) : null;
}

/**
 * The lines of an établissement from memory, exactly those of the version that `summary` says: one that a reading of the database has just
 * found fresh (`findSummary`, `freshSummary`). What is held of another version is never answered. Null when the database is to be asked:
 * few lines, too many, or a version asked for the first time, which may be gone at the next reading.
 */
export async function findHeldLines(
  db: Db,
  etablissementId: string,
  { version, total }: RapportSummary,
  day: Day,
): Promise<HeldLines | null> {
  if (version === undefined || total < MIN_HELD_LINES || total > MAX_LINES) return null;
  const known = held.get(etablissementId);
  const askedAt = performance.now();
  held.delete(etablissementId);
  if (known?.version !== version) {
    held.set(etablissementId, { version, size: 0, askedAt, lines: null });
    letGo(askedAt);
    return null;
  }
  held.set(etablissementId, known);
  known.askedAt = askedAt;
  if (known.lines !== null) return linesOf(known, version);
  known.size = total;
  letGo(askedAt);
  const loading = loadHeldLines(db, etablissementId, day);
  known.lines = loading;
  const lines = await loading.catch((error: unknown) => {
    known.lines = null;
    throw error;
  });
  return lines?.version === version ? lines : null;
}
