import { eq } from "drizzle-orm";
import { etablissements } from "@/db/schema/etablissements";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { journaliser } from "@/lib/services/journal/journaliser";

/** Turns the nightly transmission of an établissement on or off. */
export async function reglerNuit(contexte: Contexte, uai: string, active: boolean): Promise<void> {
  const { id } = await autoriser(contexte, uai, "administrer");
  await contexte.db.transaction(async (tx) => {
    await tx.update(etablissements).set({ transmissionActive: active }).where(eq(etablissements.id, id));
    await journaliser({ ...contexte, db: tx }, id, active ? "nuit-activee" : "nuit-desactivee");
  });
}
