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

const tier = ({ key, alertes, missed }: Urgency): number =>
  key === "absent" || key === "refused" || alertes.length > 0 ? 0 : missed > 0 ? 1 : 2;

const invalidShare = ({ apprentis, invalides }: Urgency) => (apprentis === 0 ? 0 : invalides / apprentis);

/**
 * The most urgent first: nothing leaves (no key, a refused one) or an alert is open, then nights missed, then the share of invalid
 * dossiers, then the name.
 */
export function compareUrgency(a: Urgency, b: Urgency): number {
  return (
    tier(a) - tier(b) ||
    b.missed - a.missed ||
    invalidShare(b) - invalidShare(a) ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  );
}
