import type { Day } from "@/lib/domain/day";
import type { RapportSummary } from "@/lib/domain/rapport-summary.types";
import type { RapportFilters } from "@/lib/services/rapport/rapport.types";
import type { ReadPage } from "./read-page";

/** Pages in one process, all établissements together, of some 75 kB each: those of the établissement that was not asked for longest go first. */
const MAX_PAGES = 200;
const MAX_PAGES_EACH = 20;
const MAX_VERSIONS = 5000;
/** Not asked for so long, they go: they name people. */
const KEPT_MS = 15 * 60 * 1000;
const SWEEP_MS = 60 * 1000;

/** What was last found fresh of an établissement, and pages that were read of it. */
export type SeenVersion = { version: string; total: number; day: Day; pages: Map<string, ReadPage>; askedAt: number };

/** On globalThis, as the lines that are held (held/find-held-lines.ts): one copy for all the bundles. By établissement, the last asked for at the end. */
const shared = globalThis as typeof globalThis & { passerelleSeenVersions?: Map<string, SeenVersion> };
const isFirst = shared.passerelleSeenVersions === undefined;
shared.passerelleSeenVersions ??= new Map();
const seen = shared.passerelleSeenVersions;

function letGo(now: number): void {
  let pages = 0;
  for (const one of seen.values()) pages += one.pages.size;
  for (const [id, one] of seen) {
    if (pages <= MAX_PAGES && seen.size <= MAX_VERSIONS && now - one.askedAt < KEPT_MS) return;
    seen.delete(id);
    pages -= one.pages.size;
  }
}

// Where nobody asks for a report any more, too.
if (isFirst) setInterval(() => letGo(performance.now()), SWEEP_MS).unref();

/** Remembers what the database has just said to be fresh. The pages of any other version are forgotten. */
export function rememberVersion(etablissementId: string, { version, total }: RapportSummary, day: Day): void {
  const known = seen.get(etablissementId);
  seen.delete(etablissementId);
  if (version === undefined || total === 0) return;
  const askedAt = performance.now();
  const isKnown = known?.version === version && known.day === day;
  seen.set(etablissementId, { version, total, day, pages: isKnown ? known.pages : new Map(), askedAt });
  letGo(askedAt);
}

/** The version that was last seen of an établissement, null when it was of another day or of none. */
export function versionSeen(etablissementId: string, day: Day): SeenVersion | null {
  const known = seen.get(etablissementId);
  return known?.day === day ? known : null;
}

const keyOf = ({ searches, sort, direction, page }: RapportFilters) =>
  JSON.stringify([searches, sort, direction, page]);

/** A page of that version that was read already, null when it was not. */
export function pageSeen({ pages }: SeenVersion, filters: RapportFilters): ReadPage | null {
  const key = keyOf(filters);
  const page = pages.get(key);
  if (page === undefined) return null;
  pages.delete(key);
  pages.set(key, page);
  return page;
}

/** Keeps a page that the database has just read, of that version and no other. */
export function rememberPage({ pages }: SeenVersion, filters: RapportFilters, page: ReadPage): void {
  pages.set(keyOf(filters), page);
  for (const oldest of pages.keys()) {
    if (pages.size <= MAX_PAGES_EACH) break;
    pages.delete(oldest);
  }
}
