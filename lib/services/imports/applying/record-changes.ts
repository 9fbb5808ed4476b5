import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import type { DossierBefore } from "@/db/schema/import-staging";
import type { ExistingDossier, JudgedRow } from "@/lib/services/imports/classify/judge-row";

const beforeOf = ({ idErpApprenant, anneeScolaire, source, corrections, doubts, confirmed }: ExistingDossier) =>
  ({ idErpApprenant, anneeScolaire, source, corrections, doubts, confirmed }) satisfies DossierBefore;

/** Remembers, of dossiers that an import just changed, what undoing it needs; `holderOf`: the import that held one until then. */
export async function recordChanges(
  tx: Db,
  { etablissementId, importId }: { etablissementId: string; importId: string },
  judged: readonly JudgedRow[],
  holderOf: (dossier: ExistingDossier) => string | null,
  known: ReadonlyMap<string, ExistingDossier>,
): Promise<void> {
  const changes = judged.flatMap(({ dossierId, toRecord }) => {
    const held = dossierId === null || toRecord === null ? undefined : known.get(dossierId);
    return held === undefined ? [] : [{ id: held.id, previous: holderOf(held), before: beforeOf(held) }];
  });
  if (changes.length === 0) return;
  await tx.execute(sql`insert into import_changes (import_id, dossier_id, etablissement_id, created, previous_import_id, before)
    select ${importId}::uuid, c.id, ${etablissementId}::uuid, false, c.previous, c.before
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(id uuid, previous uuid, before jsonb)`);
}
