import { setImmediate as nextTurn } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";
import type { ChampKey } from "@/lib/domain/champs";
import { type Corrections, effectiveValues } from "@/lib/domain/corrections";
import { IMPORT_ROW_ANSWERS } from "@/lib/domain/enumerations";
import { CLUES, NAMES } from "@/lib/domain/identity-fields";
import type { JsonObject } from "@/lib/domain/json";
import { AS_READ } from "@/lib/domain/mended-cells";
import type { KnownDossier, ReceivedRow } from "@/lib/services/imports/recognize/recognize.types";
import { inSlices } from "@/lib/services/imports/slices";

const PER_PAGE = 2000;

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

/** The identifiers of all the dossiers of an établissement, in their order. */
async function listIds(db: Db, etablissementId: string): Promise<string[]> {
  const [found] = await parsedRows(
    db,
    z.object({ ids: z.string().nullable() }),
    sql`select string_agg(id::text, ',' order by id) as ids from dossiers where etablissement_id = ${etablissementId}::uuid`,
  );
  return found?.ids?.split(",") ?? [];
}

/**
 * All the dossiers of an établissement, with what tells who they are: their names, and every clue when rows without identifier look for theirs
 * (`anyNameless`).
 */
export async function loadKnown(db: Db, etablissementId: string, anyNameless: boolean): Promise<KnownDossier[]> {
  const identity = anyNameless ? withClues(sql`d.source`) : named(sql`d.source`);
  const known: KnownDossier[] = [];
  // By their identifiers, each found by the index. Asked for those after the last one, PostgreSQL, which may know nothing of an établissement that is hours old, sorts
  // all of its dossiers for each page.
  for await (const ids of inSlices(await listIds(db, etablissementId), PER_PAGE)) {
    const page = await parsedRows(
      db,
      KnownSchema,
      sql`select d.id, d.id_erp_apprenant as "idErpApprenant", d.annee_scolaire as "anneeScolaire",
          ${identity} as source, d.corrections::text as corrections
        from dossiers d where d.etablissement_id = ${etablissementId}::uuid and d.id = any(${uuidArray(ids)})
        order by d.id`,
    );
    for (const row of page) {
      const source = JSON.parse(row.source) as JsonObject;
      const corrections = JSON.parse(row.corrections) as Corrections;
      const { id, idErpApprenant, anneeScolaire } = row;
      known.push({ id, idErpApprenant, anneeScolaire, source, corrected: effectiveValues(source, corrections) });
    }
  }
  return known;
}

const RowSchema = z.object({
  rank: z.number(),
  sheet: z.string(),
  row: z.number(),
  answer: z.enum(IMPORT_ROW_ANSWERS).nullable(),
  source: z.string(),
});

async function lastRank(db: Db, importId: string): Promise<number> {
  const [found] = await parsedRows(
    db,
    z.object({ rank: z.number().nullable() }),
    sql`select max(rank) as rank from import_rows where import_id = ${importId}::uuid`,
  );
  return found?.rank ?? 0;
}

/** What the file of a row says, under what a person typed again: the next file will say it too, of the same person. */
const saidByFile = sql`(case when r.source ? ${AS_READ} then r.source || (r.source -> ${AS_READ}) else r.source end)`;
/** The same where an identifier tells whose the next one is: who it names, the person says it where the file says nothing. */
const namedByFile = sql`(case when r.source ? ${AS_READ} then r.source || jsonb_strip_nulls(r.source -> ${AS_READ}) else r.source end)`;

/** The staged rows of an import that may be dossiers, with what tells whose they are, in the order of the file. */
export async function loadReceived(db: Db, importId: string): Promise<ReceivedRow[]> {
  const received: ReceivedRow[] = [];
  const last = await lastRank(db, importId);
  // Between two ranks, and not so many after one: rows that were just staged would be sorted again for each page.
  for (let after = 0; after < last; after += PER_PAGE) {
    const page = await parsedRows(
      db,
      RowSchema,
      sql`select r.rank, r.sheet, r.row, r.answer, case when coalesce(trim(r.source ->> 'id_erp_apprenant'), '') = ''
          then ${withClues(saidByFile)} else ${named(namedByFile)} end as source from import_rows r
        where r.import_id = ${importId}::uuid and r.stopped is null and r.rank > ${after} and r.rank <= ${after + PER_PAGE}
        order by r.rank`,
    );
    for (const row of page) received.push({ ...row, source: JSON.parse(row.source) as JsonObject });
    await nextTurn();
  }
  return received;
}
