import { eq } from "drizzle-orm";
import type { Db } from "@/db/base";
import { clesTba } from "@/db/schema/cles-tba";
import { env } from "@/lib/env";
import { dechiffrer } from "@/lib/securite/chiffrement";

/** The key itself, for calls to the TBA only; null when none was saved. Throws ErreurDechiffrement. */
export async function dechiffrerCle(db: Db, etablissementId: string): Promise<string | null> {
  const [ligne] = await db
    .select({ chiffre: clesTba.chiffre })
    .from(clesTba)
    .where(eq(clesTba.etablissementId, etablissementId));
  return ligne === undefined ? null : dechiffrer(ligne.chiffre, etablissementId, env().CLES_CHIFFREMENT);
}
