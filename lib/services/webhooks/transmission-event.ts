import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { transmissions } from "@/db/schema/transmissions";
import { recordEvent } from "./record-event";

const ETATS = { completed: "terminee", interrupted: "interrompue", failed: "echouee" } as const;

/** A run is closed and nothing takes it up by itself: its counts are told, in the transaction that closes it. */
export async function recordTransmissionDone(tx: Db, transmissionId: string, now: Date): Promise<void> {
  const [run] = await tx.select().from(transmissions).where(eq(transmissions.id, transmissionId));
  if (run === undefined || run.status === "running") return;
  const { id, status, startedAt, endedAt } = run;
  await recordEvent(tx, run.etablissementId, "transmission.terminee", now, () => ({
    path: `/transmissions/${id}`,
    data: {
      transmission: {
        id,
        etat: ETATS[status],
        debut: startedAt.toISOString(),
        fin: endedAt?.toISOString() ?? null,
        eligibles: run.eligibles,
        acceptes: run.accepted,
        refuses: run.refused,
        non_envoyes: run.notSent,
        invalides: run.invalides,
      },
    },
  }));
}
