/** A statement is prepared when it is asked for the third time: what is asked once, a search of its own kind, is not worth keeping. */
const ASKED_BEFORE = 2;
/** On each connection at most: PostgreSQL keeps what it has read of each. */
const MAX_PREPARED = 200;
/** Texts that are counted and not prepared yet; the oldest are forgotten first. */
const MAX_COUNTED = 1000;

/** On globalThis, as the database itself (db/client.ts): what one bundle asks is prepared for the others. */
const shared = globalThis as typeof globalThis & {
  passerelleStatements?: { counts: Map<string, number>; prepared: Set<string> };
};
shared.passerelleStatements ??= { counts: new Map(), prepared: new Set() };
const { counts, prepared } = shared.passerelleStatements;

/**
 * Whether a statement is among those that pages ask again and again: PostgreSQL reads these once a connection, and each later time takes one
 * round trip instead of two. To call once each time that it is asked.
 */
export function isFamiliar(text: string): boolean {
  if (prepared.has(text)) return true;
  if (prepared.size >= MAX_PREPARED) return false;
  const count = (counts.get(text) ?? 0) + 1;
  counts.delete(text);
  if (count > ASKED_BEFORE) {
    prepared.add(text);
    return true;
  }
  counts.set(text, count);
  for (const oldest of counts.keys()) {
    if (counts.size <= MAX_COUNTED) break;
    counts.delete(oldest);
  }
  return false;
}
