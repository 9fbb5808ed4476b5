import { sql } from "drizzle-orm";
import type { DossierBefore } from "@/db/schema/import-staging";
import type { JudgedSlice } from "@/lib/services/imports/classify/classify-rows";
import type { ExistingDossier } from "@/lib/services/imports/classify/judge-row";
import type { MadeWrite } from "@/lib/services/preparation/record-dossiers";

const beforeOf = ({ idErpApprenant, anneeScolaire, source, corrections, doubts, confirmed }: ExistingDossier) =>
  ({ idErpApprenant, anneeScolaire, source, corrections, doubts, confirmed }) satisfies DossierBefore;

/** Makes what remembers, of dossiers that an import changes, what undoing it needs; `holderOf`: the import that held one until then. */
export function makeChanges(
  { etablissementId, importId }: { etablissementId: string; importId: string },
  { rows, known }: Pick<JudgedSlice, "rows" | "known">,
  holderOf: (dossier: ExistingDossier) => string | null,
): MadeWrite {
  const changes = rows.flatMap(({ dossierId, toRecord }) => {
    const held = dossierId === null || toRecord === null ? undefined : known.get(dossierId);
    return held === undefined ? [] : [{ id: held.id, previous: holderOf(held), before: beforeOf(held) }];
  });
  if (changes.length === 0) return async () => {};
  const insert = sql`insert into import_changes (import_id, dossier_id, etablissement_id, created, previous_import_id, before)
    select ${importId}::uuid, c.id, ${etablissementId}::uuid, false, c.previous, c.before
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(id uuid, previous uuid, before jsonb)`;
  return async (tx) => {
    await tx.execute(insert);
  };
}
