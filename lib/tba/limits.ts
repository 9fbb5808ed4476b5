/** What the TBA takes in one call (api-v3.md). */
export const MAX_DOSSIERS_PER_CALL = 2000;
export const MAX_BYTES_PER_CALL = 10 * 1024 * 1024;

const BRACKETS = 2;
const COMMA = 1;

/**
 * Cuts dossiers into calls, in their order, each of at most `maxDossiers` (never more than the TBA's limit) and
 * MAX_BYTES_PER_CALL bytes, the brackets and commas of the JSON array included. `bytes` is the size of the dossier's JSON.
 * A dossier that is too big by itself stands alone in its call: the TBA will refuse it, the others go.
 */
export function* splitIntoCalls<T extends { readonly bytes: number }>(
  dossiers: Iterable<T>,
  maxDossiers: number = MAX_DOSSIERS_PER_CALL,
): Generator<T[]> {
  const max = Math.max(1, Math.min(maxDossiers, MAX_DOSSIERS_PER_CALL));
  let call: T[] = [];
  let bytes = BRACKETS;
  for (const dossier of dossiers) {
    const added = dossier.bytes + (call.length > 0 ? COMMA : 0);
    if (call.length > 0 && (call.length >= max || bytes + added > MAX_BYTES_PER_CALL)) {
      yield call;
      call = [];
      bytes = BRACKETS;
    }
    bytes += dossier.bytes + (call.length > 0 ? COMMA : 0);
    call.push(dossier);
  }
  if (call.length > 0) yield call;
}
