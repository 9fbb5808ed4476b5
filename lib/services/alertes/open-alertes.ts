import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { alertes } from "@/db/schema/alertes";
import type { AlerteKind } from "@/lib/domain/enumerations";
import type { Outbox } from "@/lib/services/emails/outbox";
import type { AlerteDetails } from "./alertes.types";
import { notify } from "./notify";

export type NewAlerte = { etablissementId: string; kind: AlerteKind; details: AlerteDetails };

/** An alert that is open already stays so, with today's figures, and nobody is told again. */
async function refresh(tx: Db, fresh: readonly NewAlerte[]): Promise<void> {
  await tx.execute(sql`update alertes a set details = n.details
    from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as n("etablissementId" uuid, kind text, details jsonb)
    where a.etablissement_id = n."etablissementId" and a.kind = n.kind and a.closed_at is null and a.details <> n.details`);
}

/**
 * Opens alerts, each once; what opens is stored with the e-mails about it, all or nothing.
 * Answers how many opened.
 */
export async function openAlertes(db: Db, outbox: Outbox, fresh: readonly NewAlerte[], now: Date): Promise<number> {
  if (fresh.length === 0) return 0;
  return db.transaction(async (tx) => {
    await refresh(tx, fresh);
    const opened = await tx
      .insert(alertes)
      .values(fresh.map((isNew) => ({ ...isNew, openedAt: now })))
      .onConflictDoNothing()
      .returning({ id: alertes.id });
    await notify(
      tx,
      outbox,
      opened.map(({ id }) => id),
    );
    return opened.length;
  });
}
