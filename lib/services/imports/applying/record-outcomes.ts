import { sql } from "drizzle-orm";
import type { CorrectionEnd } from "@/lib/services/imports/classify/judge-row";
import type { MadeWrite } from "@/lib/services/preparation/record-dossiers";

/** Makes what keeps each correction that the import ended, so that staff can be told. */
export function makeOutcomes(etablissementId: string, importId: string, ended: readonly CorrectionEnd[]): MadeWrite {
  if (ended.length === 0) return async () => {};
  const asSqlRows = ended.map(({ dossierId, ...remaining }) => ({ dossier_id: dossierId, ...remaining }));
  const insert = sql`insert into correction_outcomes (import_id, dossier_id, etablissement_id, champ, outcome, correction, received)
    select ${importId}::uuid, r.dossier_id, ${etablissementId}::uuid, r.champ, r.outcome, r.correction, r.received
    from jsonb_to_recordset(${JSON.stringify(asSqlRows)}::jsonb)
      as r(dossier_id uuid, champ text, outcome text, correction jsonb, received jsonb)`;
  return async (tx) => {
    await tx.execute(insert);
  };
}
