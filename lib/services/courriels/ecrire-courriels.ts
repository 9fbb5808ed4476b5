import { sql } from "drizzle-orm";
import type { Db } from "@/db/base";

export type CourrielAEcrire = { utilisateurId: string; sujet: string; texte: string };

/** Writes e-mails to send, in the transaction of what they are about: neither goes without the other. */
export async function ecrireCourriels(tx: Db, courriels: readonly CourrielAEcrire[], maintenant: Date): Promise<void> {
  if (courriels.length === 0) return;
  const le = maintenant.toISOString();
  await tx.execute(sql`insert into courriels (utilisateur_id, sujet, texte, cree_le, apres)
    select c."utilisateurId", c.sujet, c.texte, ${le}::timestamptz, ${le}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(courriels)}::jsonb) as c("utilisateurId" uuid, sujet text, texte text)`);
}
