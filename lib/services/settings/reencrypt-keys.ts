import { and, asc, eq, gt, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { tbaKeys } from "@/db/schema/tba";
import { users } from "@/db/schema/users";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { DecryptionError, decrypt, encrypt } from "@/lib/security/encryption";
import { totpLink } from "@/lib/security/totp";
import { type Reencrypted, reencryptFiles } from "@/lib/services/imports/reencrypt-files";

const PER_BATCH = 100;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

type Sealed = { id: string; ciphertext: string };

/** Where secrets of a kind lie: read in the order of their ids; replaced only while they are what was read. */
type Vault = {
  link: (id: string) => string;
  list: (after: string) => Promise<Sealed[]>;
  replace: (sealed: Sealed, ciphertext: string) => Promise<boolean>;
};

const tbaKeyVault = (db: Db): Vault => ({
  link: (id) => id,
  list: (after) =>
    db
      .select({ id: tbaKeys.etablissementId, ciphertext: tbaKeys.ciphertext })
      .from(tbaKeys)
      .where(gt(tbaKeys.etablissementId, after))
      .orderBy(asc(tbaKeys.etablissementId))
      .limit(PER_BATCH),
  replace: async ({ id, ciphertext: before }, ciphertext) => {
    const same = and(eq(tbaKeys.etablissementId, id), eq(tbaKeys.ciphertext, before));
    return (
      (await db.update(tbaKeys).set({ ciphertext }).where(same).returning({ id: tbaKeys.etablissementId })).length > 0
    );
  },
});

const secondFactorVault = (db: Db): Vault => ({
  link: totpLink,
  list: async (after) => {
    const found = await db
      .select({ id: users.id, ciphertext: users.totpSecret })
      .from(users)
      .where(and(gt(users.id, after), isNotNull(users.totpSecret)))
      .orderBy(asc(users.id))
      .limit(PER_BATCH);
    return found.flatMap(({ id, ciphertext }) => (ciphertext === null ? [] : [{ id, ciphertext }]));
  },
  replace: async ({ id, ciphertext: before }, totpSecret) => {
    const same = and(eq(users.id, id), eq(users.totpSecret, before));
    return (await db.update(users).set({ totpSecret }).where(same).returning({ id: users.id })).length > 0;
  },
});

const webhookVault = (db: Db, column: "secret" | "previousSecret"): Vault => ({
  link: (id) => id,
  list: async (after) => {
    const found = await db
      .select({ id: webhookEndpoints.id, ciphertext: webhookEndpoints[column] })
      .from(webhookEndpoints)
      .where(and(gt(webhookEndpoints.id, after), isNotNull(webhookEndpoints[column])))
      .orderBy(asc(webhookEndpoints.id))
      .limit(PER_BATCH);
    return found.flatMap(({ id, ciphertext }) => (ciphertext === null ? [] : [{ id, ciphertext }]));
  },
  replace: async ({ id, ciphertext: before }, ciphertext) => {
    const same = and(eq(webhookEndpoints.id, id), eq(webhookEndpoints[column], before));
    const change = { [column]: ciphertext };
    return (
      (await db.update(webhookEndpoints).set(change).where(same).returning({ id: webhookEndpoints.id })).length > 0
    );
  },
});

/** One batch after the other. A secret that changed meanwhile is left: it was saved with the newest key. */
async function reencrypt(vault: Vault, keys: ReadonlyMap<number, Buffer>): Promise<Reencrypted> {
  const done = { changed: 0, upToDate: 0, unreadable: 0 };
  const newest = `v${Math.max(...keys.keys())}.`;
  for (let after = BEFORE_ALL; ; ) {
    const batch = await vault.list(after);
    for (const sealed of batch) {
      after = sealed.id;
      try {
        const secret = decrypt(sealed.ciphertext, vault.link(sealed.id), keys);
        const replaced =
          !sealed.ciphertext.startsWith(newest) &&
          (await vault.replace(sealed, encrypt(secret, vault.link(sealed.id), keys)));
        done[replaced ? "changed" : "upToDate"] += 1;
      } catch (error) {
        if (!(error instanceof DecryptionError)) throw error;
        done.unreadable += 1;
      }
    }
    if (batch.length < PER_BATCH) return done;
  }
}

/**
 * Encrypts all that we keep encrypted (the TBA keys, the second factors, what signs notifications, the files of imports) with the newest of our encryption keys: the older ones can
 * then be thrown away. Again is harmless.
 */
export async function reencryptKeys(
  db: Db,
  keys: ReadonlyMap<number, Buffer>,
): Promise<{ tbaKeys: Reencrypted; secondFactors: Reencrypted; webhooks: Reencrypted[]; importFiles: Reencrypted }> {
  return {
    tbaKeys: await reencrypt(tbaKeyVault(db), keys),
    secondFactors: await reencrypt(secondFactorVault(db), keys),
    webhooks: [
      await reencrypt(webhookVault(db, "secret"), keys),
      await reencrypt(webhookVault(db, "previousSecret"), keys),
    ],
    importFiles: await reencryptFiles(db, keys),
  };
}
