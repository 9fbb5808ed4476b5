import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { calls, transmissions } from "@/db/schema/transmissions";
import { uuidArray } from "@/db/uuid-array";

/** How long a night of a small CFA takes. */
const NIGHT_MS = 2400;

/**
 * Nights that went well, at these instants: each sends what is valid now, and the database makes its figures of them as of any other. The TBA has the
 * dossiers since the first of these nights that could send them.
 */
export async function playNights(db: Db, etablissementId: string, nights: readonly Date[]): Promise<void> {
  const [first] = nights;
  if (first === undefined) return;
  const apprentices = and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true));
  const ids = (
    await db
      .select({ id: dossiers.id })
      .from(dossiers)
      .where(and(apprentices, eq(dossiers.blocked, false)))
  ).map(({ id }) => id);
  const invalides = (await db.$count(dossiers, apprentices)) - ids.length;
  for (const startedAt of nights) {
    const endedAt = new Date(startedAt.getTime() + NIGHT_MS);
    const run = { etablissementId, trigger: "clock" as const, startedAt, heartbeatAt: endedAt, endedAt };
    const [opened] = await db
      .insert(transmissions)
      .values({ ...run, status: "running", eligibles: ids.length, invalides, eligibleIds: [...ids] })
      .returning({ id: transmissions.id });
    if (opened === undefined) throw new Error("La nuit n'a pas été écrite.");
    await db.insert(calls).values({
      ...{
        transmissionId: opened.id,
        etablissementId,
        sequence: 1,
        attempt: 1,
        dossiers: ids.length,
        dossierIds: [...ids],
      },
      ...{ bytes: 1500 * ids.length, requestedAt: startedAt, answeredAt: endedAt, httpStatus: 200, kind: "answer" },
      accepted: ids.length,
    });
    await db
      .update(transmissions)
      .set({ status: "completed", accepted: ids.length })
      .where(eq(transmissions.id, opened.id));
  }
  await db.execute(sql`update submissions s set sent_fingerprint = d.fingerprint, sent_at = ${first.toISOString()}::timestamptz,
      received_at = ${first.toISOString()}::timestamptz
    from dossiers d where d.id = s.dossier_id and d.id = any(${uuidArray(ids)}) and s.sent_fingerprint is distinct from d.fingerprint`);
}
