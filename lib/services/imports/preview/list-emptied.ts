import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { CHAMPS } from "@/lib/domain/champs";
import { COPIED_CHAMPS, isCopiedChamp, SHARED_CHAMPS } from "@/lib/domain/shared-champs";
import type { ImportRow } from "@/lib/services/imports/open-import";
import { takenColumns, toldFields } from "@/lib/services/imports/reading/needs-columns";
import type { EmptiedField } from "./preview.types";

const RANKED = /_[234]$/;

/**
 * The fields that a file would empty because it has no column for them, which the one before had: a view of the software that forgot them, most often. The second
 * contract of somebody may come from another row of the same columns.
 */
export async function listEmptied(
  db: Db,
  { id, reading, choices }: Pick<ImportRow, "id" | "reading" | "choices">,
): Promise<EmptiedField[]> {
  if (reading === null) return [];
  const told = toldFields(takenColumns(reading));
  const said = SHARED_CHAMPS.filter((key) => (choices.given?.[key] ?? null) !== null);
  const copied = Object.entries(COPIED_CHAMPS).flatMap(([key, from]) =>
    isCopiedChamp(key) && choices.copied?.[key] === true && told.has(from) ? [key] : [],
  );
  const given = new Set<string>([...told, ...said, ...copied]);
  const found = await parsedRows(
    db,
    z.object({ champ: z.string(), dossiers: z.number() }),
    sql`select c.key as champ, count(*)::int as dossiers from import_rows r, jsonb_each(r.changes) as c
      where r.import_id = ${id}::uuid and r.kind = 'modified' and c.value -> 'after' = 'null'::jsonb group by c.key`,
  );
  const dossiersOf = new Map(found.map(({ champ, dossiers }) => [champ, dossiers]));
  const has = (key: string) => [...given].some((field) => field === key || field === key.replace(RANKED, ""));
  return CHAMPS.flatMap(({ key }) => {
    const dossiers = dossiersOf.get(key);
    return dossiers === undefined || has(key) ? [] : [{ champ: key, dossiers }];
  });
}
