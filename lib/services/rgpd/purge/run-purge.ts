import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { purges } from "@/db/schema/rgpd";
import { addDays, type Day } from "@/lib/domain/day";
import { RETENTION_KINDS, type RetentionKind } from "@/lib/domain/enumerations";
import { parisDay } from "@/lib/domain/paris-day";
import { RETENTIONS } from "@/lib/domain/retention";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { isTransmitting } from "@/lib/services/dossiers/forget-dossiers";
import { ETABLISSEMENT_PURGES, purgeAudit } from "./etablissement-purges";
import { HOUSE_PURGES, type HousePurge } from "./house-purges";
import { listDue } from "./list-due";
import { countRemoved, PER_BATCH, PurgeBusyError, purgeInBatches } from "./purge-batch";

/** True when the day's purge is not through: nobody began it, or whoever did was cut short. */
async function isDue(db: Db, day: Day, now: Date): Promise<boolean> {
  await db.insert(purges).values({ day, startedAt: now }).onConflictDoNothing();
  const [found] = await db.select({ endedAt: purges.endedAt }).from(purges).where(eq(purges.day, day));
  return found?.endedAt === null;
}

const recorder = (now: Date, etablissementId: string | null, kind: string, before: Day) => (tx: Db, rows: number) => {
  const ctx: ServiceContext = { db: tx, actor: { kind: "clock" }, now };
  return recordAudit(ctx, etablissementId, "purge", { kind, rows, before });
};

/**
 * One kind, where there may be some of it that is too old, by the duration of each établissement. False when something is left for the next
 * round, or waits for a transmission to end.
 */
async function purgeKind(db: Db, kind: RetentionKind, day: Day, now: Date, stopSignal: AbortSignal): Promise<boolean> {
  let through = true;
  for (const { id, before } of await listDue(db, kind, day)) {
    const batch = (tx: Db) => ETABLISSEMENT_PURGES[kind](tx, id, before, day);
    through = (await purgeInBatches(db, batch, recorder(now, id, kind, before), stopSignal)) && through;
    through = !(await isTransmitting(db, id)) && through;
  }
  return through;
}

async function tableExists(db: Db, table: string): Promise<boolean> {
  const schema = z.object({ exists: z.boolean() });
  const [found] = await parsedRows(db, schema, sql`select to_regclass(${table}) is not null as exists`);
  return found?.exists === true;
}

/** One kind of what belongs to no établissement. The queue's own tables are there once a process has opened it. */
async function purgeHouse(db: Db, purge: HousePurge, day: Day, now: Date, stopSignal: AbortSignal): Promise<boolean> {
  const { kind, days, table, expired } = purge;
  if (!(await tableExists(db, table))) return true;
  const before = addDays(day, -days);
  const where = expired(
    sql`(${before}::date::timestamp at time zone 'Europe/Paris')`,
    sql`${now.toISOString()}::timestamptz`,
  );
  const from = sql.raw(table);
  const deletion = sql`delete from ${from} where (tableoid, ctid) in (select tableoid, ctid from ${from} where ${where} limit ${PER_BATCH})`;
  return purgeInBatches(db, (tx) => countRemoved(tx, deletion), recorder(now, null, kind, before), stopSignal);
}

/**
 * Removes what is kept for longer than it should be, in all the établissements: once a day, whichever process makes the round, in bounded
 * batches, each written down in the journal with its count. What is cut short, or waits for a transmission to end, is taken up by the
 * next round of the day. Answers whether the day is through.
 */
export async function runPurge(db: Db, now: Date, stopSignal: AbortSignal): Promise<boolean> {
  const day = parisDay(now);
  if (!(await isDue(db, day, now))) return true;
  try {
    let through = true;
    for (const kind of RETENTION_KINDS) through = (await purgeKind(db, kind, day, now, stopSignal)) && through;
    for (const purge of HOUSE_PURGES) through = (await purgeHouse(db, purge, day, now, stopSignal)) && through;
    const before = addDays(day, -RETENTIONS["audit-log"].days);
    const ofNobody = (tx: Db) => purgeAudit(tx, null, before);
    through = (await purgeInBatches(db, ofNobody, recorder(now, null, "audit-log", before), stopSignal)) && through;
    if (through) await db.update(purges).set({ endedAt: now }).where(eq(purges.day, day));
    return through;
  } catch (error) {
    if (error instanceof PurgeBusyError) return false;
    throw error;
  }
}
