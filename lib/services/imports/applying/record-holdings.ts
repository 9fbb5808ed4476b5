import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";
import type { ExistingDossier, JudgedRow } from "@/lib/services/imports/classify/judge-row";
import { lastSoftwareFile, listKeptBy } from "@/lib/services/preparation/holders";

/** The last software's file before an import, and the dossiers that it held as they were. */
type Before = { last: string | null; kept: ReadonlySet<string> };

/** What an import makes, changes and holds as it was, in the order of its rows. */
export type Holdings = {
  before: Before;
  created: string[];
  changed: string[];
  unchanged: string[];
};

/** What held the dossiers of an établissement until an import that is about to be written. */
export async function openHoldings(tx: Db, etablissementId: string): Promise<Holdings> {
  const last = await lastSoftwareFile(tx, etablissementId);
  const kept = last === null ? new Set<string>() : await listKeptBy(tx, last);
  return { before: { last, kept }, created: [], changed: [], unchanged: [] };
}

/** Who held a dossier until now. */
export const holderBefore = ({ before: { last, kept } }: Holdings, { id, importId }: ExistingDossier): string | null =>
  kept.has(id) ? last : importId;

/** Notes what some rows do. */
export function noteHoldings(holdings: Holdings, judged: readonly JudgedRow[]): void {
  for (const { dossierId, toRecord } of judged) {
    if (dossierId === null) {
      if (toRecord !== null) holdings.created.push(toRecord.id);
    } else (toRecord === null ? holdings.unchanged : holdings.changed).push(dossierId);
  }
}

/**
 * Remembers what an import made and held, in one row whatever their number. Those that the last file held as they were, and that this one does not hold, are
 * written as that file's: the row that said so is not kept for ever. `holds`: this import tells who is in the software. `named`: whom its rows left out name.
 */
export async function recordHoldings(
  tx: Db,
  { etablissementId, importId, holds }: { etablissementId: string; importId: string; holds: boolean },
  { before: { last, kept }, created, changed, unchanged }: Holdings,
  named: readonly string[],
): Promise<void> {
  const written = new Set([...created, ...changed]);
  const beside = named.filter((id) => !written.has(id));
  const undoable = created.length + changed.length + unchanged.length > 0;
  await tx.execute(sql`insert into import_holdings (import_id, etablissement_id, created, kept, undoable) values
    (${importId}::uuid, ${etablissementId}::uuid, ${uuidArray(created)}, ${uuidArray(holds ? [...new Set([...unchanged, ...beside])] : [])}, ${undoable})`);
  if (holds && last !== null && kept.size > 0) {
    const held = new Set([...unchanged, ...changed, ...beside]);
    const gone = [...kept].filter((id) => !held.has(id));
    if (gone.length > 0) {
      await tx.execute(sql`update dossiers set import_id = ${last}::uuid
        where etablissement_id = ${etablissementId}::uuid and id = any(${uuidArray(gone)})`);
    }
  }
  // Only the last one can be undone; the last software's file before it tells who was there, should it be.
  const others = sql`etablissement_id = ${etablissementId}::uuid and import_id <> ${importId}::uuid`;
  await tx.execute(sql`delete from import_holdings where ${others} and import_id is distinct from ${last}::uuid`);
  await tx.execute(sql`update import_holdings set undoable = false where ${others}`);
  await tx.execute(sql`delete from import_changes where ${others}`);
}
