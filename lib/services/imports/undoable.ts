import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";

const LastSchema = z.object({ id: z.string(), undoable: z.boolean() });

/** The import of an établissement that can be undone: the last one, unless a software has changed dossiers since, and once; null when there is none. */
export async function findUndoable(db: Db, etablissementId: string): Promise<string | null> {
  const [last] = await parsedRows(
    db,
    LastSchema,
    sql`select i.id, exists (select 1 from import_changes c where c.import_id = i.id)
        or exists (select 1 from import_holdings h where h.import_id = i.id and h.undoable) as undoable from imports i
      where i.etablissement_id = ${etablissementId}::uuid and i.state = 'applied'
        and (i.origin = 'file' or i.created + i.modified > 0)
      order by i.at desc limit 1`,
  );
  return last?.undoable === true ? last.id : null;
}

/**
 * Dossiers were written by something else: no import of before can be undone any more, whatever the instants that they say. Two that waited for one
 * another are not always written in the order in which they came.
 */
export async function endUndoing(tx: Db, etablissementId: string): Promise<void> {
  await tx.execute(sql`with ended as (
      update import_holdings set undoable = false where etablissement_id = ${etablissementId}::uuid and undoable returning import_id
    )
    delete from import_changes where import_id in (select import_id from ended)`);
}
