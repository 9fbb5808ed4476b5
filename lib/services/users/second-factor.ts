import { randomInt } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { recoveryCodes } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import { env } from "@/lib/env";
import { ServiceError } from "@/lib/errors";
import { DecryptionError, decrypt, encrypt } from "@/lib/security/encryption";
import { hash } from "@/lib/security/hash";
import { newTotpSecret, totpLink, totpPeriod, totpUri } from "@/lib/security/totp";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { confirmPassword } from "./confirm-password";
import { endSessions } from "./sessions";
import { attemptKey, countAttempt, forgetAttempts } from "./sign-in-rate-limit";
import type { Identity } from "./users.types";

const RECOVERY_CODES = 10;
/** Without the letters and digits that one reads for others. */
const RECOVERY_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
const WRONG_CODE = "Ce code n'est pas le bon, ou il a déjà servi : attendez le suivant, puis réessayez.";

const recoveryHash = (userId: string, code: string) =>
  hash(`${userId}:${code.toLowerCase().replace(/[^a-z0-9]/g, "")}`, "hex");

async function holdUser(tx: Db, userId: string) {
  const [user] = await tx.select().from(users).where(eq(users.id, userId)).for("update");
  if (user === undefined) throw new ServiceError("NOT_SIGNED_IN", "Connectez-vous pour continuer.");
  return user;
}

/** Whether a person has a second factor, and how many recovery codes are left. */
export async function loadSecondFactor(db: Db, userId: string): Promise<{ since: string | null; codesLeft: number }> {
  const [user] = await db.select({ since: users.totpSince }).from(users).where(eq(users.id, userId));
  const codesLeft = await db.$count(recoveryCodes, and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  return { since: user?.since?.toISOString() ?? null, codesLeft };
}

/** The secret of a person, null without one, or when it does not open any more: the server lost the key that encrypted it. */
function openSecret({ id, totpSecret }: Pick<typeof users.$inferSelect, "id" | "totpSecret">): string | null {
  if (totpSecret === null) return null;
  try {
    return decrypt(totpSecret, totpLink(id), env().ENCRYPTION_KEYS);
  } catch (error) {
    if (error instanceof DecryptionError) return null;
    throw error;
  }
}

const UNREADABLE =
  "Votre second facteur ne se lit plus sur ce serveur : entrez avec un code de secours, ou demandez à l'hébergeur de rendre au serveur son ancienne clé de chiffrement.";

/** A secret to try: it counts once a code of it was typed. The same until then, so that the page can be read again. */
export async function prepareSecondFactor(
  db: Db,
  person: Identity,
): Promise<{ uri: string; secret: string; hasPassword: boolean }> {
  const { secret, hasPassword } = await db.transaction(async (tx) => {
    const user = await holdUser(tx, person.id);
    if (user.totpSince !== null) throw new ServiceError("CONFLICT", "Le second facteur est déjà actif.");
    const hasPassword = user.password !== null;
    const kept = openSecret(user);
    if (kept !== null) return { secret: kept, hasPassword };
    const made = newTotpSecret();
    const totpSecret = encrypt(made, totpLink(person.id), env().ENCRYPTION_KEYS);
    await tx.update(users).set({ totpSecret }).where(eq(users.id, person.id));
    return { secret: made, hasPassword };
  });
  return { uri: totpUri(secret, person.email), secret, hasPassword };
}

/** A code of an application; a recovery code has letters. */
const TOTP_FORM = /^\d{6}$/;

/** The period of a right code that was not used before, null otherwise. */
function periodOf(user: typeof users.$inferSelect, code: string, now: Date): number | null {
  if (user.totpSecret === null || !TOTP_FORM.test(code)) return null;
  const secret = openSecret(user);
  if (secret === null) throw new ServiceError("CONFLICT", UNREADABLE, { code: UNREADABLE });
  const period = totpPeriod(secret, code, now);
  return period !== null && period > (user.totpLastPeriod ?? 0) ? period : null;
}

function newRecoveryCode(): string {
  const letters = Array.from({ length: 10 }, () => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)]);
  return `${letters.slice(0, 5).join("")}-${letters.slice(5).join("")}`;
}

const OLD_PICTURE =
  "Cette image ne sert plus, car vous vous êtes connecté depuis : rechargez la page pour en avoir une autre.";

/**
 * Turns the second factor on, with the password and a first code: whoever finds a browser open would keep its owner out for good. The other
 * sessions end. Answers the recovery codes, to show this once. Throws INVALID_INPUT, TOO_MANY_ATTEMPTS, CONFLICT, BUSY.
 */
export async function turnOnSecondFactor(
  ctx: ServiceContext,
  userId: string,
  sessionId: string,
  { current, code }: { current: string; code: string },
): Promise<string[]> {
  const { db, now } = ctx;
  await confirmPassword(ctx, userId, current);
  const key = attemptKey("code", userId);
  await countAttempt(ctx, key);
  const codes = await db.transaction(async (tx) => {
    const user = await holdUser(tx, userId);
    if (user.totpSince !== null) throw new ServiceError("CONFLICT", "Le second facteur est déjà actif.");
    if (user.totpSecret === null) throw new ServiceError("CONFLICT", OLD_PICTURE, { code: OLD_PICTURE });
    const period = periodOf(user, code.replace(/\s/g, ""), now);
    if (period === null) throw new ServiceError("INVALID_INPUT", WRONG_CODE, { code: WRONG_CODE });
    await tx.update(users).set({ totpSince: now, totpLastPeriod: period }).where(eq(users.id, userId));
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
    const made = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    await tx.insert(recoveryCodes).values(made.map((one) => ({ userId, codeHash: recoveryHash(userId, one) })));
    // Those that are open elsewhere proved nothing but the password.
    await endSessions(tx, userId, sessionId);
    await recordAudit({ ...ctx, db: tx }, null, "second-factor-on");
    return made;
  });
  await forgetAttempts(ctx, key);
  return codes;
}

async function useCode(tx: Db, userId: string, typed: string, now: Date): Promise<boolean> {
  const user = await holdUser(tx, userId);
  if (user.totpSince === null) return false;
  const period = periodOf(user, typed.replace(/\s/g, ""), now);
  if (period !== null) {
    await tx.update(users).set({ totpLastPeriod: period }).where(eq(users.id, userId));
    return true;
  }
  const used = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.codeHash, recoveryHash(userId, typed)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ one: sql<number>`1` });
  return used.length > 0;
}

/** Takes a code of the second factor, or a recovery code, once. Throws INVALID_INPUT, TOO_MANY_ATTEMPTS. */
export async function takeCode(ctx: ServiceContext, userId: string, typed: string): Promise<void> {
  const key = attemptKey("code", userId);
  await countAttempt(ctx, key);
  if (!(await ctx.db.transaction((tx) => useCode(tx, userId, typed, ctx.now)))) {
    await recordAudit({ ...ctx, actor: { kind: "person", id: userId } }, null, "sign-in-failed", {
      secondFactor: true,
    });
    throw new ServiceError("INVALID_INPUT", WRONG_CODE, { code: WRONG_CODE });
  }
  await forgetAttempts(ctx, key);
}

/** Turns the second factor off, with a code of it. Throws INVALID_INPUT, TOO_MANY_ATTEMPTS. */
export async function turnOffSecondFactor(ctx: ServiceContext, userId: string, typed: string): Promise<void> {
  await takeCode(ctx, userId, typed);
  await ctx.db.transaction(async (tx) => {
    await tx.update(users).set({ totpSince: null, totpSecret: null, totpLastPeriod: null }).where(eq(users.id, userId));
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
    await recordAudit({ ...ctx, db: tx }, null, "second-factor-off");
  });
}
