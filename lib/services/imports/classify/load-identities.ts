import { setImmediate as nextTurn } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import type { ChampKey } from "@/lib/domain/champs";
import { type Corrections, effectiveValues } from "@/lib/domain/corrections";
import { IMPORT_ROW_ANSWERS } from "@/lib/domain/enumerations";
import type { JsonObject } from "@/lib/domain/json";
import type { KnownDossier, ReceivedRow } from "@/lib/services/imports/recognize-rows";

const PER_PAGE = 2000;

/** Who a row names, which is all that is asked of one that has an identifier: the rest of it stays in the database. */
export const NAMES = [
  "id_erp_apprenant",
  "annee_scolaire",
  "nom_apprenant",
  "prenom_apprenant",
  "date_de_naissance_apprenant",
  "ine_apprenant",
] as const satisfies readonly ChampKey[];
/** What else tells who somebody is, for rows without identifier. */
export const CLUES = [
  "sexe_apprenant",
  "email_contact",
  "tel_apprenant",
  "adresse_apprenant",
  "code_postal_apprenant",
  "siret_employeur",
  "siret_employeur_2",
  "siret_employeur_3",
  "siret_employeur_4",
  "contrat_date_debut",
  "contrat_date_debut_2",
  "contrat_date_debut_3",
  "contrat_date_debut_4",
] as const satisfies readonly ChampKey[];

/** In one reading of the column, whose value is uncompressed for each. Absent fields come as nulls, which say as little. */
const pick = (column: SQL, fields: readonly ChampKey[]): SQL =>
  sql`(select row_to_json(n)::text from jsonb_to_record(${column}) as n(${sql.raw(fields.map((field) => `${field} jsonb`).join(", "))}))`;
const named = (column: SQL) => pick(column, NAMES);
const withClues = (column: SQL) => pick(column, [...NAMES, ...CLUES]);

const KnownSchema = z.object({
  id: z.string(),
  idErpApprenant: z.string(),
  anneeScolaire: z.string(),
  source: z.string(),
  corrections: z.string(),
});

/**
 * All the dossiers of an établissement, with what tells who they are: their names, and every clue when rows without identifier look for theirs
 * (`anyNameless`).
 */
export async function loadKnown(db: Db, etablissementId: string, anyNameless: boolean): Promise<KnownDossier[]> {
  const identity = anyNameless ? withClues(sql`d.source`) : named(sql`d.source`);
  const known: KnownDossier[] = [];
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const page = await parsedRows(
      db,
      KnownSchema,
      sql`select d.id, d.id_erp_apprenant as "idErpApprenant", d.annee_scolaire as "anneeScolaire",
          ${identity} as source, d.corrections::text as corrections
        from dossiers d where d.etablissement_id = ${etablissementId}::uuid and d.id > ${after}::uuid
        order by d.id limit ${PER_PAGE}`,
    );
    for (const row of page) {
      const source = JSON.parse(row.source) as JsonObject;
      const corrections = JSON.parse(row.corrections) as Corrections;
      const { id, idErpApprenant, anneeScolaire } = row;
      known.push({ id, idErpApprenant, anneeScolaire, source, corrected: effectiveValues(source, corrections) });
      after = row.id;
    }
    if (page.length < PER_PAGE) return known;
    await nextTurn();
  }
}

const RowSchema = z.object({
  rank: z.number(),
  sheet: z.string(),
  row: z.number(),
  answer: z.enum(IMPORT_ROW_ANSWERS).nullable(),
  source: z.string(),
});

/** The staged rows of an import that may be dossiers, with what tells whose they are, in the order of the file. */
export async function loadReceived(db: Db, importId: string): Promise<ReceivedRow[]> {
  const received: ReceivedRow[] = [];
  for (let after = 0; ; ) {
    const page = await parsedRows(
      db,
      RowSchema,
      sql`select r.rank, r.sheet, r.row, r.answer, case when coalesce(trim(r.source ->> 'id_erp_apprenant'), '') = ''
          then ${withClues(sql`r.source`)} else ${named(sql`r.source`)} end as source from import_rows r
        where r.import_id = ${importId}::uuid and r.stopped is null and r.rank > ${after}
        order by r.rank limit ${PER_PAGE}`,
    );
    for (const row of page) {
      received.push({ ...row, source: JSON.parse(row.source) as JsonObject });
      after = row.rank;
    }
    if (page.length < PER_PAGE) return received;
    await nextTurn();
  }
}
