import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import type { CorrectionEnd } from "./classify/judge-row";

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
