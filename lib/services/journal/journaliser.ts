import { journal } from "@/db/schema/journal";
import { type Contexte, idActeur } from "@/lib/services/contexte";

export type ActionJournal =
  | "connexion"
  | "cle-enregistree"
  | "cle-testee"
  | "nuit-activee"
  | "nuit-desactivee"
  | "alertes-reglees"
  | "import"
  | "transmission"
  | "export"
  | "correction"
  | "correction-annulee"
  | "depart"
  | "depart-annule"
  | "jumeaux"
  | "jumeaux-annules";

/** Writes down who did what in an établissement. `details` hold no secret and nobody's name. */
export async function journaliser(
  { db, acteur, maintenant }: Contexte,
  etablissementId: string | null,
  action: ActionJournal,
  details: Record<string, string | number | boolean> = {},
): Promise<void> {
  await db.insert(journal).values({ etablissementId, le: maintenant, acteurId: idActeur(acteur), action, details });
}
