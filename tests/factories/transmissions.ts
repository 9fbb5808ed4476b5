import type { Db } from "@/db/database";
import { calls, transmissions } from "@/db/schema/transmissions";
import type { CallKind } from "@/lib/domain/enumerations";

type Run = Partial<typeof transmissions.$inferInsert> & { etablissementId: string; startedAt: Date };

/** A run of the clock that went to its end, changed as a test wants; `call` is the kind of its only call. Answers its id. */
export async function storeTransmission(db: Db, run: Run, call: CallKind | null = "answer"): Promise<string> {
  const endedAt = new Date(run.startedAt.getTime() + 60_000);
  const [row] = await db
    .insert(transmissions)
    .values({ status: "completed", trigger: "clock", heartbeatAt: endedAt, endedAt, ...run })
    .returning({ id: transmissions.id });
  if (row === undefined) throw new Error("Transmission non créée.");
  if (call !== null) {
    await db.insert(calls).values({
      transmissionId: row.id,
      etablissementId: run.etablissementId,
      sequence: 1,
      attempt: 1,
      dossiers: 1,
      bytes: 2,
      requestedAt: run.startedAt,
      answeredAt: endedAt,
      kind: call,
    });
  }
  return row.id;
}
