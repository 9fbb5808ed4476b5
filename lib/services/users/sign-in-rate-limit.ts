import { eq, inArray, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { parsedRows } from "@/db/database";
import { signInAttempts } from "@/db/schema/users";
import { plural } from "@/lib/domain/plural";
import { ServiceError } from "@/lib/errors";
import { hash } from "@/lib/security/hash";
import { networkOf } from "@/lib/security/network";
import type { ServiceContext } from "@/lib/services/context";

const FREE_ATTEMPTS = 5;
const MAX_WAIT_S = 15 * 60;
const FORGET_MS = 60 * 60_000;

/**
 * What is counted, kept as a fingerprint: by kind, since an e-mail is whatever somebody types, and would otherwise be counted as the
 * code of a person.
 */
export function attemptKey(kind: "email" | "browser" | "code" | "change", whose: string): string {
  return hash(`${kind}:${whose.toLowerCase()}`, "hex");
}

/** Seconds to wait after so many failures: none for the first five, then 2, 4, 8… up to a quarter of an hour. */
export function waitAfter(failures: number): number {
  return failures < FREE_ATTEMPTS ? 0 : Math.min(2 ** (failures - FREE_ATTEMPTS + 1), MAX_WAIT_S);
}

function refuse(seconds: number): never {
  const wait = seconds < 60 ? plural(seconds, "seconde") : plural(Math.ceil(seconds / 60), "minute");
  throw new ServiceError("TOO_MANY_ATTEMPTS", `Trop d'essais manqués : réessayez dans ${wait}.`);
}

/**
 * Counts an attempt before its outcome is known, so that attempts made together count all.
 * Throws TOO_MANY_ATTEMPTS while the wait after the last ones is not over.
 */
export async function countAttempt({ db, now }: Pick<ServiceContext, "db" | "now">, key: string): Promise<void> {
  const waiting = await db.transaction(async (tx) => {
    await tx.insert(signInAttempts).values({ key, failures: 0, lastFailureAt: now }).onConflictDoNothing();
    const [row] = await tx.select().from(signInAttempts).where(eq(signInAttempts.key, key)).for("update");
    const elapsed = now.getTime() - (row?.lastFailureAt ?? now).getTime();
    if (elapsed < 0) {
      // Written by a clock that has been set back since: the wait begins now, and not once the clock is there again.
      await tx.update(signInAttempts).set({ lastFailureAt: now }).where(eq(signInAttempts.key, key));
    }
    const failures = elapsed > FORGET_MS ? 0 : (row?.failures ?? 0);
    const remaining = Math.ceil(waitAfter(failures) - Math.max(0, elapsed) / 1000);
    if (remaining > 0) return remaining;
    await tx
      .update(signInAttempts)
      .set({ failures: failures + 1, lastFailureAt: now })
      .where(eq(signInAttempts.key, key));
    return 0;
  });
  if (waiting > 0) refuse(waiting);
}

type Window = { max: number; windowMs: number };

/** Counts one more of `name` in its window of time. `wait`: seconds until the window ends when it is full, 0 otherwise. */
async function countInWindow(
  { db, now }: Pick<ServiceContext, "db" | "now">,
  name: string,
  { max, windowMs }: Window,
): Promise<{ key: string; wait: number }> {
  const window = Math.floor(now.getTime() / windowMs);
  const key = hash(`${name}:${window}`, "hex");
  const [row] = await parsedRows(
    db,
    z.object({ failures: z.number() }),
    sql`insert into sign_in_attempts (key, failures, last_failure_at) values (${key}, 1, ${now.toISOString()})
      on conflict (key) do update set failures = least(sign_in_attempts.failures + 1, ${max + 1}), last_failure_at = excluded.last_failure_at
      returning failures`,
  );
  const full = (row?.failures ?? 0) > max;
  return { key, wait: full ? Math.ceil(((window + 1) * windowMs - now.getTime()) / 1000) : 0 };
}

/**
 * Counts an attempt of a network (/24, /64) in a window of time; `address` null: of everybody.
 * Answers the key, to forget it after a success. Throws TOO_MANY_ATTEMPTS when the window is full.
 */
export async function countIn(
  ctx: Pick<ServiceContext, "db" | "now">,
  what: string,
  address: string | null | undefined,
  limits: Window,
): Promise<string> {
  const { key, wait } = await countInWindow(ctx, `${what}:${address ? networkOf(address) : "all"}`, limits);
  if (wait > 0) refuse(wait);
  return key;
}

/** Counts what somebody asks for (`who`: a person, an établissement). Throws TOO_MANY_ATTEMPTS, with the sentence, when the window is full. */
export async function countRequest(
  ctx: Pick<ServiceContext, "db" | "now">,
  what: string,
  who: string,
  { sentence, ...limits }: Window & { sentence: string },
): Promise<void> {
  const { wait } = await countInWindow(ctx, `${what}:${who}`, limits);
  if (wait > 0) {
    throw new ServiceError(
      "TOO_MANY_ATTEMPTS",
      `${sentence} : réessayez dans ${plural(Math.ceil(wait / 60), "minute")}.`,
    );
  }
}

/** After a success: these attempts are forgotten, one of each window's, and so are all the old ones. */
export async function forgetAttempts(
  { db, now }: Pick<ServiceContext, "db" | "now">,
  key: string,
  windows: readonly string[] = [],
): Promise<void> {
  await db.delete(signInAttempts).where(eq(signInAttempts.key, key));
  if (windows.length > 0) {
    await db
      .update(signInAttempts)
      .set({ failures: sql`greatest(${signInAttempts.failures} - 1, 0)` })
      .where(inArray(signInAttempts.key, [...windows]));
  }
  await db.delete(signInAttempts).where(lt(signInAttempts.lastFailureAt, new Date(now.getTime() - FORGET_MS)));
}
