/** How the key of an établissement stands: none, refused by the TBA, never tried, accepted by a test or by a run. */
export const KEY_HEALTHS = ["absent", "refused", "untested", "accepted"] as const;
export type KeyHealth = (typeof KEY_HEALTHS)[number];

/** What decides how soon somebody should look at an établissement. */
export type Urgency = {
  name: string;
  key: KeyHealth;
  /** The open alerts. */
  alertes: readonly string[];
  /** Nights without a transmission since the last one. */
  missed: number;
  apprentis: number;
  invalides: number;
};

/** How urgent it is: by `tier`, then by nights missed, then by the share of invalid dossiers. */
type Ranked<L extends Urgency> = { line: L; tier: number; invalidShare: number };

function rank<L extends Urgency>(line: L): Ranked<L> {
  const { key, alertes, missed, apprentis, invalides } = line;
  const tier = key === "absent" || key === "refused" || alertes.length > 0 ? 0 : missed > 0 ? 1 : 2;
  return { line, tier, invalidShare: apprentis === 0 ? 0 : invalides / apprentis };
}

const compareRanks = (a: Ranked<Urgency>, b: Ranked<Urgency>): number =>
  a.tier - b.tier ||
  b.line.missed - a.line.missed ||
  b.invalidShare - a.invalidShare ||
  (a.line.name < b.line.name ? -1 : a.line.name > b.line.name ? 1 : 0);

/**
 * The most urgent first: nothing leaves (no key, a refused one) or an alert is open, then nights missed, then the share of invalid
 * dossiers, then the name.
 */
export const sortByUrgency = <L extends Urgency>(lines: readonly L[]): L[] =>
  lines
    .map(rank)
    .sort(compareRanks)
    .map(({ line }) => line);
