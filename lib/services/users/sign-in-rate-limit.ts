import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { signInAttempts } from "@/db/schema/users";
import { ServiceError } from "@/lib/errors";
import type { ServiceContext } from "@/lib/services/context";

const FREE_ATTEMPTS = 5;
const MAX_WAIT_S = 15 * 60;
const FORGET_S = 60 * 60;

/** What is counted: an e-mail, kept as a fingerprint. */
export function attemptKey(email: string): string {
  return createHash("sha256").update(`email:${email.toLowerCase()}`).digest("hex");
}

/** Seconds to wait after so many failures: none for the first five, then 2, 4, 8… up to a quarter of an hour. */
export function waitAfter(failures: number): number {
  return failures < FREE_ATTEMPTS ? 0 : Math.min(2 ** (failures - FREE_ATTEMPTS + 1), MAX_WAIT_S);
}

/**
 * Counts an attempt before its outcome is known, so that attempts made together count all.
 * Throws TOO_MANY_ATTEMPTS while the wait after the last ones is not over.
 */
export async function countAttempt({ db, now }: ServiceContext, key: string): Promise<void> {
  const waiting = await db.transaction(async (tx) => {
    await tx.insert(signInAttempts).values({ key, failures: 0, lastFailureAt: now }).onConflictDoNothing();
    const [row] = await tx.select().from(signInAttempts).where(eq(signInAttempts.key, key)).for("update");
    const elapsed = (now.getTime() - (row?.lastFailureAt ?? now).getTime()) / 1000;
    const failures = elapsed > FORGET_S ? 0 : (row?.failures ?? 0);
    const remaining = Math.ceil(waitAfter(failures) - elapsed);
    if (remaining > 0) return remaining;
    await tx
      .update(signInAttempts)
      .set({ failures: failures + 1, lastFailureAt: now })
      .where(eq(signInAttempts.key, key));
    return 0;
  });
  if (waiting > 0) {
    const duree = waiting < 60 ? `${waiting} seconde${waiting > 1 ? "s" : ""}` : `${Math.ceil(waiting / 60)} minutes`;
    throw new ServiceError("TOO_MANY_ATTEMPTS", `Trop d'essais manqués : réessayez dans ${duree}.`);
  }
}

/** After a success: the attempts of this e-mail are forgotten, and so are all the old ones. */
export async function forgetAttempts({ db, now }: ServiceContext, key: string): Promise<void> {
  const limit = new Date(now.getTime() - FORGET_S * 1000);
  await db
    .delete(signInAttempts)
    .where(sql`${eq(signInAttempts.key, key)} or ${signInAttempts.lastFailureAt} < ${limit.toISOString()}`);
}
