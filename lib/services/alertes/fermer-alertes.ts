import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Db } from "@/db/base";
import { alertes } from "@/db/schema/alertes";
import type { GenreAlerte } from "./alertes.types";

/** Closes the alerts of some kinds in an établissement, those that are open: what they said is no longer true. */
export async function fermerAlertes(
  db: Db,
  etablissementId: string,
  genres: readonly GenreAlerte[],
  maintenant: Date,
): Promise<void> {
  if (genres.length === 0) return;
  await db
    .update(alertes)
    .set({ fermeeLe: maintenant })
    .where(
      and(eq(alertes.etablissementId, etablissementId), inArray(alertes.genre, [...genres]), isNull(alertes.fermeeLe)),
    );
}
