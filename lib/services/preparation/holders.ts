import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";

const IdSchema = z.object({ id: z.string() });

/** True of the reading of a file that brings dossiers from elsewhere: our own report that came back tells only what somebody corrected in it. */
export const bringsDossiers = (reading: SQL): SQL => sql`not coalesce((${reading} ->> 'ownReport')::boolean, false)`;

/** True of the reading of a file that tells who is in the software: our own report that came back, or our sheet of rows left out, does not. */
export const tellsWhoIsThere = (reading: SQL): SQL =>
  sql`${bringsDossiers(reading)} and not coalesce((${reading} ->> 'completes')::boolean, false)`;

/** The last applied file of an établissement's software. A push says nothing of who is in the software either. */
export const lastSoftwareFileOf = (etablissementId: SQL): SQL => sql`(select l.id from imports l
    where l.etablissement_id = ${etablissementId} and l.state = 'applied' and l.origin = 'file' and ${tellsWhoIsThere(sql`l.reading`)}
    order by l.at desc limit 1)`;

/** The last applied file of an établissement's software, which alone tells who is absent; null before the first one. */
export async function lastSoftwareFile(db: Db, etablissementId: string): Promise<string | null> {
  const [last] = await parsedRows(
    db,
    z.object({ id: z.string().nullable() }),
    sql`select ${lastSoftwareFileOf(sql`${etablissementId}::uuid`)} as id`,
  );
  return last?.id ?? null;
}

/** The dossiers that an import held as they were, a row `k` each (`id`). */
export const keptBy = (importId: SQL): SQL =>
  sql`(select unnest(h.kept) as id from import_holdings h where h.import_id = ${importId}) as k`;

/**
 * Whether an import held a dossier as it was. Who holds a dossier is the last file of the software when it is among these, the import that is written on
 * it otherwise: a file of twenty thousand that changes nothing then writes none of them.
 */
export const isKeptBy = (dossierId: SQL, importId: SQL): SQL =>
  sql`exists (select 1 from ${keptBy(importId)} where k.id = ${dossierId})`;

/** The identifiers of the dossiers that an import held as they were. */
export async function listKeptBy(db: Db, importId: string): Promise<Set<string>> {
  const [found] = await parsedRows(
    db,
    z.object({ kept: z.string() }),
    sql`select array_to_string(kept, ',') as kept from import_holdings where import_id = ${importId}::uuid`,
  );
  return new Set(found === undefined || found.kept === "" ? [] : found.kept.split(","));
}

/** How many dossiers an import held, and that nobody else has held since. */
export async function countHeldBy(db: Db, etablissementId: string, importId: string): Promise<number> {
  const own = sql`d.etablissement_id = ${etablissementId}::uuid`;
  const [found] = await parsedRows(
    db,
    z.object({ n: z.number() }),
    sql`select (select count(*) from dossiers d where ${own} and d.import_id = ${importId}::uuid)::int
      + (select count(*) from ${keptBy(sql`${importId}::uuid`)} join dossiers d on d.id = k.id
        where ${own} and d.import_id is distinct from ${importId}::uuid)::int as n`,
  );
  return found?.n ?? 0;
}

/** The import that held a dossier last; null when none did. `importId`: the one that is written on it. */
export async function holderOf(
  db: Db,
  { id, etablissementId, importId }: { id: string; etablissementId: string; importId: string | null },
): Promise<string | null> {
  const [kept] = await parsedRows(
    db,
    IdSchema,
    sql`select h.import_id as id from import_holdings h
      where h.import_id = ${lastSoftwareFileOf(sql`${etablissementId}::uuid`)} and ${id}::uuid = any(h.kept)`,
  );
  return kept?.id ?? importId;
}
