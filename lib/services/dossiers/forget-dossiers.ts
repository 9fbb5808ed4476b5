import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";

/** True while a transmission of the établissement is under way: it holds dossiers in memory, none may go. */
export async function isTransmitting(db: Db, etablissementId: string): Promise<boolean> {
  const [found] = await parsedRows(
    db,
    z.object({ running: z.boolean() }),
    sql`select exists (select 1 from transmissions
      where etablissement_id = ${etablissementId}::uuid and status = 'running') as running`,
  );
  return found?.running === true;
}

/**
 * To be asked by whoever may remove dossiers, or put them back, and holds the établissement: true unless a transmission is under way. One that was about to begin
 * reads them again once this is done.
 */
export async function keepRunsOut(tx: Db, etablissementId: string): Promise<boolean> {
  const kept = await parsedRows(
    tx,
    z.object({ id: z.string() }),
    sql`update etablissements set removals = removals + 1 where id = ${etablissementId}::uuid and not exists (
      select 1 from transmissions where etablissement_id = ${etablissementId}::uuid and status = 'running') returning id`,
  );
  return kept.length > 0;
}

/**
 * Removes dossiers of an établissement, which the transaction holds, and all that hangs on them: what was sent, corrections, results,
 * departures, answers about twins. Those whom they were taken for are prepared again. Answers how many went.
 */
export async function forgetDossiers(tx: Db, etablissementId: string, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const removed = await parsedRows(
    tx,
    z.object({ person: z.string().nullable() }),
    sql`delete from dossiers where etablissement_id = ${etablissementId}::uuid and id = any(${uuidArray(ids)}) returning person`,
  );
  await tx.execute(sql`delete from jumeaux j where j.etablissement_id = ${etablissementId}::uuid and not (
    exists (select 1 from dossiers d where d.etablissement_id = j.etablissement_id and d.id_erp_apprenant = j.first)
    and exists (select 1 from dossiers d where d.etablissement_id = j.etablissement_id and d.id_erp_apprenant = j.second))`);
  await tx.execute(sql`delete from kept_identities k where k.etablissement_id = ${etablissementId}::uuid and not (
    exists (select 1 from dossiers d where d.etablissement_id = k.etablissement_id and d.id_erp_apprenant = k.kept)
    and exists (select 1 from dossiers d where d.etablissement_id = k.etablissement_id and d.id_erp_apprenant = k.dropped))`);
  if (removed.some(({ person }) => person !== null)) await reprepareOutdated(tx, etablissementId, "wait");
  return removed.length;
}
