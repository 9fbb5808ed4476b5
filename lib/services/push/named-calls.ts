import { and, eq, lt } from "drizzle-orm";
import type { Db } from "@/db/database";
import { pushCalls } from "@/db/schema/push-calls";
import { ServiceError } from "@/lib/errors";
import { hash } from "@/lib/security/hash";
import type { Entered } from "@/lib/services/jetons/open-jeton";
import type { PushNaming, PushOutcome } from "./push.types";

const DAY_MS = 24 * 60 * 60_000;

/** What the same call came to, less than a day ago; null when it is the first. Throws CONFLICT: the same name for another body. */
export async function findNamedCall(
  tx: Db,
  { jetonId }: Entered,
  naming: PushNaming,
  now: Date,
): Promise<PushOutcome | null> {
  if (naming === null) return null;
  const old = and(eq(pushCalls.jetonId, jetonId), lt(pushCalls.at, new Date(now.getTime() - DAY_MS)));
  await tx.delete(pushCalls).where(old);
  const [found] = await tx
    .select()
    .from(pushCalls)
    .where(and(eq(pushCalls.jetonId, jetonId), eq(pushCalls.keyHash, hash(naming.idempotencyKey, "hex"))));
  if (found === undefined) return null;
  if (found.bodyHash !== naming.bodyHash) {
    throw new ServiceError("CONFLICT", "Cette Idempotency-Key a déjà servi pour un autre contenu");
  }
  const { callId, at, notes } = found;
  return { callId, at, notes };
}

/** Remembers what a named call came to. */
export async function recordNamedCall(tx: Db, first: Entered, naming: PushNaming, outcome: PushOutcome): Promise<void> {
  if (naming === null) return;
  const { jetonId, id: etablissementId } = first;
  const keyHash = hash(naming.idempotencyKey, "hex");
  await tx.insert(pushCalls).values({ jetonId, etablissementId, keyHash, bodyHash: naming.bodyHash, ...outcome });
}
