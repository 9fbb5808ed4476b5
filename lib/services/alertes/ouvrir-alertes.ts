import { sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { alertes } from "@/db/schema/alertes";
import type { DetailsAlerte, GenreAlerte } from "./alertes.types";
import { prevenir } from "./prevenir";

export type NouvelleAlerte = { etablissementId: string; genre: GenreAlerte; details: DetailsAlerte };

/** An alert that is open already stays so, with today's figures, and nobody is told again. */
async function rafraichir(tx: Db, nouvelles: readonly NouvelleAlerte[]): Promise<void> {
  await tx.execute(sql`update alertes a set details = n.details
    from jsonb_to_recordset(${JSON.stringify(nouvelles)}::jsonb) as n("etablissementId" uuid, genre text, details jsonb)
    where a.etablissement_id = n."etablissementId" and a.genre = n.genre and a.fermee_le is null and a.details <> n.details`);
}

/**
 * Opens alerts, each once; what opens is written with the e-mails about it, all or nothing.
 * Answers how many opened.
 */
export async function ouvrirAlertes(db: Db, nouvelles: readonly NouvelleAlerte[], maintenant: Date): Promise<number> {
  if (nouvelles.length === 0) return 0;
  return db.transaction(async (tx) => {
    await rafraichir(tx, nouvelles);
    const ouvertes = await tx
      .insert(alertes)
      .values(nouvelles.map((nouvelle) => ({ ...nouvelle, ouverteLe: maintenant })))
      .onConflictDoNothing()
      .returning({ id: alertes.id });
    await prevenir(
      tx,
      ouvertes.map(({ id }) => id),
      maintenant,
    );
    return ouvertes.length;
  });
}
