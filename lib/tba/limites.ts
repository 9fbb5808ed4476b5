/** What the TBA takes in one call (api-v3.md). */
export const MAX_DOSSIERS_PAR_APPEL = 2000;
export const MAX_OCTETS_PAR_APPEL = 10 * 1024 * 1024;

const CROCHETS = 2;
const VIRGULE = 1;

/**
 * Cuts dossiers into calls, in their order, each of at most `maxDossiers` (never more than the TBA's limit) and
 * MAX_OCTETS_PAR_APPEL bytes, the brackets and commas of the JSON array included. `octets` is the size of the dossier's JSON.
 * A dossier that is too big by itself stands alone in its call: the TBA will refuse it, the others go.
 */
export function* decouperEnAppels<T extends { readonly octets: number }>(
  dossiers: Iterable<T>,
  maxDossiers: number = MAX_DOSSIERS_PAR_APPEL,
): Generator<T[]> {
  const max = Math.max(1, Math.min(maxDossiers, MAX_DOSSIERS_PAR_APPEL));
  let appel: T[] = [];
  let octets = CROCHETS;
  for (const dossier of dossiers) {
    const ajout = dossier.octets + (appel.length > 0 ? VIRGULE : 0);
    if (appel.length > 0 && (appel.length >= max || octets + ajout > MAX_OCTETS_PAR_APPEL)) {
      yield appel;
      appel = [];
      octets = CROCHETS;
    }
    octets += dossier.octets + (appel.length > 0 ? VIRGULE : 0);
    appel.push(dossier);
  }
  if (appel.length > 0) yield appel;
}
