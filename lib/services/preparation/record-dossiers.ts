import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import type { Doubt } from "@/lib/domain/doubts";
import { jsonRecordset } from "./json-recordset";
import { type PreparedColumns, RESULT_COLUMNS } from "./prepared-columns";

export type DossierToRecord = PreparedColumns & {
  /** Null for a new one. */
  id: string | null;
  idErpApprenant: string;
  anneeScolaire: string;
  doubts: Doubt[];
  confirmed: string[];
};

const PER_CHUNK = 1000;

const ROW_SET = jsonRecordset([
  "idErpApprenant",
  "anneeScolaire",
  "source",
  "corrections",
  "doubts",
  "confirmed",
  "payload",
  "preparationVersion",
  ...RESULT_COLUMNS,
]);

/**
 * Writes prepared dossiers, new and known, in the transaction it is given. New apprentices get the next numbers of the report,
 * in the order of the rows; so do those who become apprentices.
 */
export async function recordDossiers(tx: Db, etablissementId: string, rows: readonly DossierToRecord[]): Promise<void> {
  for (let start = 0; start < rows.length; start += PER_CHUNK) {
    const found = ROW_SET.table(rows.slice(start, start + PER_CHUNK));
    await tx.execute(sql`update dossiers d set ${ROW_SET.assignments}, modified_at = now() from ${found}
      where d.id = r.id and d.etablissement_id = ${etablissementId}::uuid`);
    await tx.execute(sql`insert into dossiers (etablissement_id, ${ROW_SET.list})
      select ${etablissementId}::uuid, ${ROW_SET.values} from ${found} where r.id is null`);
  }
  const ranks = JSON.stringify(
    rows.filter((l) => l.apprenti).map((l, rank) => [l.idErpApprenant, l.anneeScolaire, rank]),
  );
  await tx.execute(sql`with ranks as (
      select e ->> 0 as id_erp, e ->> 1 as year, (e ->> 2)::int as rank from jsonb_array_elements(${ranks}::jsonb) as e
    ), newcomers as (
      select d.id, row_number() over (order by r.rank) as n from dossiers d
      join ranks r on r.id_erp = d.id_erp_apprenant and r.year = d.annee_scolaire
      where d.etablissement_id = ${etablissementId}::uuid and d.numero is null
    )
    update dossiers d set numero = n.n + (
      select coalesce(max(numero), 0) from dossiers where etablissement_id = ${etablissementId}::uuid
    ) from newcomers n where n.id = d.id`);
}
