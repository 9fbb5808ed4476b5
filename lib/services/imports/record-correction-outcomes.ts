import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";
import type { CorrectionEnd } from "./classify/judge-row";

/** Remembers, on dossiers that the file held and does not change, that this import held them: those that it left out may have left the software. */
export async function recordKept(
  tx: Db,
  etablissementId: string,
  importId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`update dossiers set import_id = ${importId}::uuid
    where etablissement_id = ${etablissementId}::uuid and id = any(${uuidArray(ids)})`);
}

/** Keeps each correction that the import ended, so that staff can be told. */
export async function recordFates(
  tx: Db,
  etablissementId: string,
  importId: string,
  ended: readonly CorrectionEnd[],
): Promise<void> {
  if (ended.length === 0) return;
  const asSqlRows = ended.map(({ dossierId, ...remaining }) => ({ dossier_id: dossierId, ...remaining }));
  await tx.execute(sql`insert into correction_outcomes (import_id, dossier_id, etablissement_id, champ, outcome, correction, received)
    select ${importId}::uuid, r.dossier_id, ${etablissementId}::uuid, r.champ, r.outcome, r.correction, r.received
    from jsonb_to_recordset(${JSON.stringify(asSqlRows)}::jsonb)
      as r(dossier_id uuid, champ text, outcome text, correction jsonb, received jsonb)`);
}
