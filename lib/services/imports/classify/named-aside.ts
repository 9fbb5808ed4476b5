import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { identifierOf, yearOf } from "@/lib/domain/identity-fields";
import type { JsonObject } from "@/lib/domain/json";

/**
 * The dossiers that rows left out name by their identifier and year: whatever keeps such a row out, whom it names is still in the software, and is not absent.
 */
export async function listNamedAside(
  db: Db,
  etablissementId: string,
  sources: readonly JsonObject[],
): Promise<string[]> {
  const named = sources.flatMap((source) => {
    const id = identifierOf(source);
    return id === "" ? [] : [{ id, year: yearOf(source) }];
  });
  if (named.length === 0) return [];
  const found = await parsedRows(
    db,
    z.object({ id: z.string() }),
    sql`select distinct d.id from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as n(id text, year text)
      join dossiers d on d.etablissement_id = ${etablissementId}::uuid and d.id_erp_apprenant = n.id and d.annee_scolaire = n.year`,
  );
  return found.map(({ id }) => id);
}

/** Notes on the staged rows that are left out whom they name, as `listNamedAside`; answers these dossiers. */
export async function noteNamedAside(db: Db, etablissementId: string, importId: string): Promise<string[]> {
  const found = await parsedRows(
    db,
    z.object({ id: z.string() }),
    sql`update import_rows r set dossier_id = d.id from dossiers d
      where r.import_id = ${importId}::uuid and r.kind = 'set-aside' and d.etablissement_id = ${etablissementId}::uuid
        and d.id_erp_apprenant = trim(r.source ->> 'id_erp_apprenant')
        and d.annee_scolaire = replace(regexp_replace(coalesce(r.source ->> 'annee_scolaire', ''), '\\s', '', 'g'), '/', '-')
      returning d.id`,
  );
  return [...new Set(found.map(({ id }) => id))];
}
