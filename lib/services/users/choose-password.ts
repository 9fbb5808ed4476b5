import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { passwordResets } from "@/db/schema/invitations";
import { users } from "@/db/schema/users";
import { type PasswordOwner, passwordFault } from "@/lib/domain/password-rules";
import { ServiceError } from "@/lib/errors";
import { commonPasswords } from "@/lib/security/common-passwords";
import { hashPassword } from "@/lib/security/password";

/** The hash of a password that this person may have. Throws INVALID_INPUT with what is wrong with it, BUSY. */
export async function hashChosenPassword(password: string, owner: PasswordOwner): Promise<string> {
  const fault = passwordFault(password, owner, await commonPasswords());
  if (fault !== null) throw new ServiceError("INVALID_INPUT", fault, { password: fault });
  return hashPassword(password);
}

/** The links of a forgotten password that wait for this person are dead: one of them may be in other hands. */
export async function endResets(db: Db, userId: string, now: Date): Promise<void> {
  await db
    .update(passwordResets)
    .set({ usedAt: now })
    .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)));
}

/** Puts a hashed password in the place of the one before; the links that would choose another die with it. */
export async function storePassword(db: Db, userId: string, password: string, now: Date): Promise<void> {
  await db.update(users).set({ password, passwordChangedAt: now }).where(eq(users.id, userId));
  await endResets(db, userId, now);
}
