import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { imports } from "@/db/schema/imports";
import type { ImportState } from "@/lib/domain/enumerations";
import { isUuid } from "@/lib/domain/is-uuid";
import { ServiceError } from "@/lib/errors";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";

export type ImportRow = typeof imports.$inferSelect;

const MOVED_ON = "Cet import a changé entre-temps : rechargez la page pour voir où il en est.";

/** An import of the établissement. Throws NOT_FOUND. */
export async function getImport(db: Db, etablissementId: string, importId: string): Promise<ImportRow> {
  const [found] = isUuid(importId)
    ? await db
        .select()
        .from(imports)
        .where(and(eq(imports.etablissementId, etablissementId), eq(imports.id, importId)))
    : [];
  if (found === undefined) throw new ServiceError("NOT_FOUND", "Cet import n'existe pas.");
  return found;
}

/** Does something to an import that is in one of these states, which nobody changes meanwhile. Throws FORBIDDEN, NOT_FOUND, CONFLICT. */
export function withImport<T>(
  scope: Scope,
  importId: string,
  states: readonly ImportState[],
  work: (tx: Db, found: ImportRow) => Promise<T>,
): Promise<T> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  return scope.db.transaction(async (tx) => {
    await lockEtablissement(tx, etablissementId);
    const found = await getImport(tx, etablissementId, importId);
    if (!states.includes(found.state)) throw new ServiceError("CONFLICT", MOVED_ON);
    return work(tx, found);
  });
}
