import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { tbaKeys } from "@/db/schema/tba";
import { env } from "@/lib/env";
import { decrypt } from "@/lib/security/encryption";

/** The key itself, for calls to the TBA only; null when none was saved. Throws DecryptionError. */
export async function decryptKey(db: Db, etablissementId: string): Promise<string | null> {
  const [row] = await db
    .select({ ciphertext: tbaKeys.ciphertext })
    .from(tbaKeys)
    .where(eq(tbaKeys.etablissementId, etablissementId));
  return row === undefined ? null : decrypt(row.ciphertext, etablissementId, env().ENCRYPTION_KEYS);
}
