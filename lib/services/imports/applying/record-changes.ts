import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import type { DossierBefore } from "@/db/schema/import-staging";
import type { ExistingDossier, JudgedRow } from "@/lib/services/imports/classify/judge-row";

const beforeOf = ({ idErpApprenant, anneeScolaire, source, corrections, doubts, confirmed }: ExistingDossier) =>
  ({ idErpApprenant, anneeScolaire, source, corrections, doubts, confirmed }) satisfies DossierBefore;

/** Remembers, of dossiers that an import just wrote or found unchanged, what undoing it needs. Before the import is said to hold them. */
export async function recordChanges(
  tx: Db,
  etablissementId: string,
  importId: string,
  judged: readonly JudgedRow[],
  known: ReadonlyMap<string, ExistingDossier>,
): Promise<void> {
  const changes = judged.map(({ idErpApprenant, anneeScolaire, dossierId, toRecord }) => {
    const before = dossierId === null || toRecord === null ? undefined : known.get(dossierId);
    return {
      id_erp: idErpApprenant,
      year: anneeScolaire,
      created: dossierId === null,
      before: before === undefined ? null : beforeOf(before),
    };
  });
  await tx.execute(sql`insert into import_changes (import_id, dossier_id, etablissement_id, created, previous_import_id, before)
    select ${importId}::uuid, d.id, d.etablissement_id, c.created, d.import_id, c.before
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(id_erp text, year text, created boolean, before jsonb)
      join dossiers d on d.etablissement_id = ${etablissementId}::uuid and d.id_erp_apprenant = c.id_erp and d.annee_scolaire = c.year`);
}
