import { and, eq, isNull } from "drizzle-orm";
import { alertes, GENRES_ALERTE } from "@/db/schema/alertes";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import type { AlerteOuverte } from "./alertes.types";
import { raconterAlerte } from "./phrases-alerte";

/** The open alerts of an établissement, as sentences, the most serious first. Throws what `autoriser` throws. */
export async function lireAlertes(contexte: Contexte, uai: string): Promise<AlerteOuverte[]> {
  const { id: etablissementId } = await autoriser(contexte, uai, "voir");
  const ouvertes = await contexte.db
    .select({ id: alertes.id, genre: alertes.genre, details: alertes.details })
    .from(alertes)
    .where(and(eq(alertes.etablissementId, etablissementId), isNull(alertes.fermeeLe)));
  return ouvertes
    .sort((a, b) => GENRES_ALERTE.indexOf(a.genre) - GENRES_ALERTE.indexOf(b.genre))
    .map(({ id, genre, details }) => ({ id, ...raconterAlerte(genre, details, uai) }));
}
