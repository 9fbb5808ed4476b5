import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { fileKindOf, tellsAbsents } from "@/lib/services/imports/classify/file-kind";
import { keptBy, lastSoftwareFile } from "@/lib/services/preparation/holders";

/** A condition on dossiers: the last software's file holds them, and the file of a preview does not. */
export async function absentFrom(
  db: Db,
  { etablissementId, importId }: { etablissementId: string; importId: string },
): Promise<SQL> {
  const last = tellsAbsents(await fileKindOf(db, importId)) ? await lastSoftwareFile(db, etablissementId) : null;
  if (last === null) return sql`false`;
  // «Except», and not «not exists»: the planner knows nothing of rows that were just staged, and would look each dossier up among them all.
  return sql`${dossiers.id} in (select d.id from dossiers d where d.etablissement_id = ${etablissementId}::uuid and d.import_id = ${last}::uuid
    union select k.id from ${keptBy(sql`${last}::uuid`)}
    except select r.dossier_id from import_rows r where r.import_id = ${importId}::uuid)`;
}
