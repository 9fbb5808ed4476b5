import type { Anomalie } from "./anomalie";
import type { AnomalieCode } from "./anomalies/catalogue";
import type { EtatDossierValue } from "./etat";

/** Of a dossier that the TBA takes, what keeps it from ever being shown there. */
const RESERVES = {
  COUPLE_INCONNU: "couple inconnu du TBA : ne s'affichera pas",
  ORGANISME_FERME: "organisme fermé pour le TBA : ne s'affichera pas",
} as const satisfies Partial<Record<AnomalieCode, string>>;

/** The anomalies that make a reserve. */
export const NOT_SHOWN_CODES = Object.keys(RESERVES);

const reserves: Readonly<Record<string, string>> = RESERVES;

/** What must be said beside «Transmis sur TBA», null when nothing: the TBA said yes, and will not show the dossier. */
export function reserveOf(etat: EtatDossierValue, anomalies: readonly Pick<Anomalie, "code">[]): string | null {
  if (etat !== "transmis") return null;
  const found = anomalies.find(({ code }) => Object.hasOwn(reserves, code));
  return found === undefined ? null : (reserves[found.code] ?? null);
}
