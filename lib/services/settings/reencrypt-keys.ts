import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { tbaKeys } from "@/db/schema/tba";
import { DecryptionError, decrypt, encrypt } from "@/lib/security/encryption";

const PER_BATCH = 100;

/** How many keys were encrypted again, had the newest key already, and could not be read. Never a key. */
export type ReencryptedKeys = { changed: number; upToDate: number; unreadable: number };

/**
 * Encrypts all the TBA keys with the newest of our encryption keys, batch after batch: the older ones can then be thrown away. Again is
 * harmless. A key that changed meanwhile is left: it was saved with the newest one.
 */
export async function reencryptKeys(db: Db, keys: ReadonlyMap<number, Buffer>): Promise<ReencryptedKeys> {
  const done = { changed: 0, upToDate: 0, unreadable: 0 };
  const newest = `v${Math.max(...keys.keys())}.%`;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const batch = await db
      .select({
        id: tbaKeys.etablissementId,
        ciphertext: tbaKeys.ciphertext,
        isNewest: sql<boolean>`${tbaKeys.ciphertext} like ${newest}`,
      })
      .from(tbaKeys)
      .where(gt(tbaKeys.etablissementId, after))
      .orderBy(asc(tbaKeys.etablissementId))
      .limit(PER_BATCH);
    for (const { id, ciphertext, isNewest } of batch) {
      after = id;
      try {
        const key = decrypt(ciphertext, id, keys);
        if (isNewest) {
          done.upToDate += 1;
          continue;
        }
        const changed = await db
          .update(tbaKeys)
          .set({ ciphertext: encrypt(key, id, keys) })
          .where(and(eq(tbaKeys.etablissementId, id), eq(tbaKeys.ciphertext, ciphertext)))
          .returning({ id: tbaKeys.etablissementId });
        done.changed += changed.length;
        done.upToDate += 1 - changed.length;
      } catch (error) {
        if (!(error instanceof DecryptionError)) throw error;
        done.unreadable += 1;
      }
    }
    if (batch.length < PER_BATCH) return done;
  }
}
