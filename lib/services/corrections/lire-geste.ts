import { and, eq } from "drizzle-orm";
import { lotsCorrections } from "@/db/schema/lots-corrections";
import type { Contexte } from "@/lib/services/contexte";
import type { GesteFait } from "@/lib/services/deblocage/deblocage.types";
import { estUuid } from "@/lib/services/est-uuid";
import { autoriser } from "@/lib/services/etablissements/autoriser";

/** A gesture of an établissement by its identifier, as an address gives it; null when there is none. */
export async function lireGeste(contexte: Contexte, uai: string, lotId: string): Promise<GesteFait | null> {
  const { id } = await autoriser(contexte, uai, "voir");
  if (!estUuid(lotId)) return null;
  const [lu] = await contexte.db
    .select({ titre: lotsCorrections.titre, dossiers: lotsCorrections.dossiers, annuleLe: lotsCorrections.annuleLe })
    .from(lotsCorrections)
    .where(and(eq(lotsCorrections.id, lotId), eq(lotsCorrections.etablissementId, id)));
  return lu === undefined ? null : { lotId, titre: lu.titre, dossiers: lu.dossiers, annule: lu.annuleLe !== null };
}
