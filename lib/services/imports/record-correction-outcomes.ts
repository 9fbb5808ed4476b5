import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import type { CorrectionEnd } from "./classify/judge-row";
import type { RecognisedRow } from "./recognize-rows";

/** Remembers, on every dossier that the file held, that this import held it: those that it left out may have left the software. */
export async function recordKept(
  tx: Db,
  etablissementId: string,
  importId: string,
  rows: readonly Pick<RecognisedRow, "idErpApprenant" | "anneeScolaire">[],
): Promise<void> {
  const held = JSON.stringify(rows.map((l) => [l.idErpApprenant, l.anneeScolaire]));
  await tx.execute(sql`update dossiers d set import_id = ${importId}::uuid
    from (select e ->> 0 as id_erp, e ->> 1 as year from jsonb_array_elements(${held}::jsonb) as e) as t
    where d.etablissement_id = ${etablissementId}::uuid and d.id_erp_apprenant = t.id_erp and d.annee_scolaire = t.year`);
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
