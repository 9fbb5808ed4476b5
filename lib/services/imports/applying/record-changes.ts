import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import type { DossierBefore } from "@/db/schema/import-staging";
import type { ExistingDossier, JudgedRow } from "@/lib/services/imports/classify/judge-row";

const beforeOf = ({ idErpApprenant, anneeScolaire, source, corrections, doubts, confirmed }: ExistingDossier) =>
  ({ idErpApprenant, anneeScolaire, source, corrections, doubts, confirmed }) satisfies DossierBefore;

/** Remembers, of dossiers that an import just wrote or found unchanged, what undoing it needs. */
export async function recordChanges(
  tx: Db,
  etablissementId: string,
  importId: string,
  judged: readonly JudgedRow[],
  known: ReadonlyMap<string, ExistingDossier>,
): Promise<void> {
  const changes = judged.map(({ dossierId, toRecord }) => {
    const held = dossierId === null ? undefined : known.get(dossierId);
    return {
      id: toRecord?.id ?? dossierId,
      created: dossierId === null,
      previous: held?.importId ?? null,
      before: held === undefined || toRecord === null ? null : beforeOf(held),
    };
  });
  await tx.execute(sql`insert into import_changes (import_id, dossier_id, etablissement_id, created, previous_import_id, before)
    select ${importId}::uuid, c.id, ${etablissementId}::uuid, c.created, c.previous, c.before
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(id uuid, created boolean, previous uuid, before jsonb)`);
}
