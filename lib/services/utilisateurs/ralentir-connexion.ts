import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { tentativesConnexion } from "@/db/schema/tentatives-connexion";
import { ErreurMetier } from "@/lib/errors";
import type { Contexte } from "@/lib/services/contexte";

const ESSAIS_LIBRES = 5;
const ATTENTE_MAX_S = 15 * 60;
const OUBLI_S = 60 * 60;

/** What is counted: an e-mail, kept as a fingerprint. */
export function cleDeTentative(email: string): string {
  return createHash("sha256").update(`email:${email.toLowerCase()}`).digest("hex");
}

/** Seconds to wait after so many failures: none for the first five, then 2, 4, 8… up to a quarter of an hour. */
export function attenteApres(echecs: number): number {
  return echecs < ESSAIS_LIBRES ? 0 : Math.min(2 ** (echecs - ESSAIS_LIBRES + 1), ATTENTE_MAX_S);
}

/**
 * Counts an attempt before its outcome is known, so that attempts made together count all.
 * Throws TROP_DE_TENTATIVES while the wait after the last ones is not over.
 */
export async function compterTentative({ db, maintenant }: Contexte, cle: string): Promise<void> {
  const attente = await db.transaction(async (tx) => {
    await tx.insert(tentativesConnexion).values({ cle, echecs: 0, dernierEchec: maintenant }).onConflictDoNothing();
    const [ligne] = await tx.select().from(tentativesConnexion).where(eq(tentativesConnexion.cle, cle)).for("update");
    const ecoule = (maintenant.getTime() - (ligne?.dernierEchec ?? maintenant).getTime()) / 1000;
    const echecs = ecoule > OUBLI_S ? 0 : (ligne?.echecs ?? 0);
    const reste = Math.ceil(attenteApres(echecs) - ecoule);
    if (reste > 0) return reste;
    await tx
      .update(tentativesConnexion)
      .set({ echecs: echecs + 1, dernierEchec: maintenant })
      .where(eq(tentativesConnexion.cle, cle));
    return 0;
  });
  if (attente > 0) {
    const duree = attente < 60 ? `${attente} seconde${attente > 1 ? "s" : ""}` : `${Math.ceil(attente / 60)} minutes`;
    throw new ErreurMetier("TROP_DE_TENTATIVES", `Trop d'essais manqués : réessayez dans ${duree}.`);
  }
}

/** After a success: the attempts of this e-mail are forgotten, and so are all the old ones. */
export async function oublierTentatives({ db, maintenant }: Contexte, cle: string): Promise<void> {
  const limite = new Date(maintenant.getTime() - OUBLI_S * 1000);
  await db
    .delete(tentativesConnexion)
    .where(sql`${eq(tentativesConnexion.cle, cle)} or ${tentativesConnexion.dernierEchec} < ${limite.toISOString()}`);
}
