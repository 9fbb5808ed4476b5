import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { imports } from "@/db/schema/imports";
import type { ChampKey } from "@/lib/domain/champs";
import { isReportField } from "@/lib/domain/own-report";

/**
 * `fields`: of our own report that came back, those that still have a column; null for any other file. `completes`: our sheet of rows left out. Those that neither
 * names are not absent.
 */
export type FileKind = { fields: ChampKey[] | null; completes: boolean };

/** Of a software, or of somebody: it tells who is there. */
export const ORDINARY: FileKind = { fields: null, completes: false };

/** True for a file that tells who is in the software. */
export const tellsAbsents = ({ fields, completes }: FileKind): boolean => fields === null && !completes;

/** What kind of file an import is of. */
export async function fileKindOf(db: Db, importId: string): Promise<FileKind> {
  const [row] = await db.select({ reading: imports.reading }).from(imports).where(eq(imports.id, importId));
  const { ownReport = false, completes = false, columns = [] } = row?.reading ?? {};
  const fields = ownReport ? [...new Set(columns.flatMap(({ field }) => field ?? []))].filter(isReportField) : null;
  return { fields, completes };
}
