/** What tells whose a dossier is: the software's identifier, and who it names (personFingerprint), as received and as corrected. */
export type PersonDossier = { id: string; idErpApprenant: string; fingerprints: readonly string[] };

/**
 * The dossiers of the person of `dossier`, itself included, among `candidates`: those that name the same person, but under an identifier
 * that staff said is a twin's (`areTwins`); and under one of these identifiers, those that name nobody in full. `doubtful`: the same
 * identifier, somebody else's name or birth date. Software gives an identifier again: those are never taken for the person's own.
 */
export function dossiersOfPerson<D extends PersonDossier>(
  dossier: PersonDossier,
  candidates: readonly D[],
  areTwins: (a: string, b: string) => boolean,
): { own: D[]; doubtful: D[] } {
  const names = (d: D) =>
    d.id === dossier.id ||
    (d.fingerprints.some((each) => dossier.fingerprints.includes(each)) &&
      !areTwins(d.idErpApprenant, dossier.idErpApprenant));
  const identifiers = new Set([dossier, ...candidates.filter(names)].map(({ idErpApprenant }) => idErpApprenant));
  const sameIdentifier = candidates.filter((d) => identifiers.has(d.idErpApprenant));
  const isOwn = (d: D) => names(d) || d.fingerprints.length === 0;
  return { own: sameIdentifier.filter(isOwn), doubtful: sameIdentifier.filter((d) => !isOwn(d)) };
}
