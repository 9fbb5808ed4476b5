import type { BilanTransmission } from "@/lib/services/transmission/transmission.types";
import { secondesEntre } from "./duree";

/** `part` from 0 to 1; `parSeconde` and `resteSecondes` null as long as they would be guesses. */
export type Avancement = { faits: number; part: number; parSeconde: number | null; resteSecondes: number | null };

/** Under which a speed means nothing. */
const OBSERVATION_MIN_S = 2;

/** How far a run is, how fast it goes and how long it will still take, at an instant. */
export function avancement(
  { debut, eligibles, acceptes, refuses }: Pick<BilanTransmission, "debut" | "eligibles" | "acceptes" | "refuses">,
  maintenant: string,
): Avancement {
  const faits = acceptes + refuses;
  const part = eligibles === 0 ? 0 : Math.min(1, faits / eligibles);
  const secondes = secondesEntre(debut, maintenant);
  if (faits === 0 || secondes < OBSERVATION_MIN_S) return { faits, part, parSeconde: null, resteSecondes: null };
  const parSeconde = faits / secondes;
  return { faits, part, parSeconde, resteSecondes: Math.max(0, eligibles - faits) / parSeconde };
}
