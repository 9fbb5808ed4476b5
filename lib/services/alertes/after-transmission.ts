import { and, desc, eq, isNotNull, isNull, lt, not, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { alertes } from "@/db/schema/alertes";
import { dossiers } from "@/db/schema/dossiers";
import { calls, transmissions } from "@/db/schema/transmissions";
import { closeAlertes, openAlertes } from "@/lib/services/alertes/record-alertes";
import type { Outbox } from "@/lib/services/emails/outbox";
import { WILL_NOT_SHOW } from "@/lib/services/rapport/columns-sql";
import { type Comparison, type CurrentAlerte, type EvaluatedRun, evaluateTransmission } from "./evaluate-transmission";

/** The kind of an answer (calls.kind) that says that the key is not valid. */
const KEY_REFUSED = "key-refused";

async function keyRefused(tx: Db, transmissionId: string): Promise<boolean> {
  const [last] = await tx
    .select({ kind: calls.kind })
    .from(calls)
    .where(and(eq(calls.transmissionId, transmissionId), isNotNull(calls.kind)))
    .orderBy(desc(calls.sequence))
    .limit(1);
  return last?.kind === KEY_REFUSED;
}

const StandingSchema = z.object({ sent: z.number(), standing: z.number() });

/**
 * How many of the dossiers that a run had accepted are here still, whatever was removed since: years that the purge took, people erased, an import undone. Null when its calls
 * no longer say which they were. Those that it had refused are no part of it, removed or not.
 */
async function countStanding(tx: Db, transmissionId: string): Promise<number | null> {
  const [found] = await parsedRows(
    tx,
    StandingSchema,
    sql`select count(*)::int as sent, (count(d.id) filter (where r.dossier_id is null))::int as standing
      from (select distinct unnest(c.dossier_ids) as id from calls c where c.transmission_id = ${transmissionId}::uuid and c.kind = 'answer') u
      left join dossiers d on d.id = u.id
      left join results r on r.transmission_id = ${transmissionId}::uuid and r.dossier_id = u.id and r.outcome = 'refused'`,
  );
  return found === undefined || found.sent === 0 ? null : found.standing;
}

/** The complete run by the clock before a run, as if what was removed here since had not been in it: of that, nothing has fallen. */
async function previousComplete(
  tx: Db,
  { etablissementId, startedAt, accepted }: Pick<EvaluatedRun, "startedAt" | "accepted"> & { etablissementId: string },
): Promise<Comparison | null> {
  const [previous] = await tx
    .select({ id: transmissions.id, accepted: transmissions.accepted, invalides: transmissions.invalides })
    .from(transmissions)
    .where(
      and(
        eq(transmissions.etablissementId, etablissementId),
        eq(transmissions.status, "completed"),
        eq(transmissions.trigger, "clock"),
        isNull(transmissions.resumedFrom),
        lt(transmissions.startedAt, startedAt),
      ),
    )
    .orderBy(desc(transmissions.startedAt))
    .limit(1);
  if (previous === undefined) return null;
  const { id, ...counts } = previous;
  if (accepted >= counts.accepted) return counts;
  return { ...counts, accepted: (await countStanding(tx, id)) ?? counts.accepted };
}

/** The valid dossiers that the TBA will show nowhere. */
function countNotShown(tx: Db, etablissementId: string): Promise<number> {
  const sent = and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.apprenti, true), not(dossiers.blocked));
  return tx.$count(dossiers, and(sent, WILL_NOT_SHOW));
}

function currentAlertes(tx: Db, etablissementId: string): Promise<CurrentAlerte[]> {
  return tx
    .select({ kind: alertes.kind, openedAt: alertes.openedAt, details: alertes.details })
    .from(alertes)
    .where(and(eq(alertes.etablissementId, etablissementId), isNull(alertes.closedAt)));
}

/**
 * Opens and closes the alerts that a closed run is about, and posts the e-mails of those that open. Call it in the transaction
 * that closes the run, so that neither goes without the other. Calling it again changes nothing.
 * `final` is false when another attempt follows by itself: then a run that stopped is not an alert yet.
 */
export async function alertAfterTransmission(
  db: Db,
  outbox: Outbox,
  transmissionId: string,
  now: Date,
  final: boolean,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [run] = await tx.select().from(transmissions).where(eq(transmissions.id, transmissionId));
    if (run === undefined || run.status === "running") return;
    const { etablissementId, resumedFrom } = run;
    const { open, close } = evaluateTransmission(
      {
        ...run,
        notShown: await countNotShown(tx, etablissementId),
        resume: resumedFrom !== null,
        keyRefused: await keyRefused(tx, transmissionId),
      },
      await previousComplete(tx, run),
      await currentAlertes(tx, etablissementId),
      final,
    );
    await closeAlertes(tx, etablissementId, close, now);
    await openAlertes(
      tx,
      outbox,
      open.map((alerte) => ({ etablissementId, ...alerte })),
      now,
    );
  });
}
