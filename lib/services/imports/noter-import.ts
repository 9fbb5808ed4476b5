import { sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import type { LigneReconnue } from "./reconnaitre-lignes";
import type { FinDeCorrection } from "./trier-lignes";

/** Remembers, on every dossier that the file held, that this import held it: those that it left out may have left the software. */
export async function noterTenus(
  tx: Db,
  etablissementId: string,
  importId: string,
  lignes: readonly Pick<LigneReconnue, "idErpApprenant" | "anneeScolaire">[],
): Promise<void> {
  const tenus = JSON.stringify(lignes.map((l) => [l.idErpApprenant, l.anneeScolaire]));
  await tx.execute(sql`update dossiers d set import_id = ${importId}::uuid
    from (select e ->> 0 as id_erp, e ->> 1 as annee from jsonb_array_elements(${tenus}::jsonb) as e) as t
    where d.etablissement_id = ${etablissementId}::uuid and d.id_erp_apprenant = t.id_erp and d.annee_scolaire = t.annee`);
}

/** Keeps each correction that the import ended, so that staff can be told. */
export async function noterSorts(tx: Db, importId: string, finies: readonly FinDeCorrection[]): Promise<void> {
  if (finies.length === 0) return;
  const enSql = finies.map(({ dossierId, ...reste }) => ({ dossier_id: dossierId, ...reste }));
  await tx.execute(sql`insert into sorts_corrections (import_id, dossier_id, champ, sort, correction, recue)
    select ${importId}::uuid, r.dossier_id, r.champ, r.sort, r.correction, r.recue
    from jsonb_to_recordset(${JSON.stringify(enSql)}::jsonb)
      as r(dossier_id uuid, champ text, sort text, correction jsonb, recue jsonb)`);
}
