import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { type Moyens, transmettre } from "./transmettre";
import type { BilanTransmission } from "./transmission.types";

/** «Transmettre maintenant»: the night of one établissement, asked for by a person. Throws what `transmettre` throws. */
export async function transmettreMaintenant(
  contexte: Contexte,
  uai: string,
  moyens: Moyens,
): Promise<BilanTransmission> {
  const { id } = await autoriser(contexte, uai, "gerer");
  return transmettre(contexte, id, "manuel", moyens);
}
