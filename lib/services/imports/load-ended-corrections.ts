import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { correctionOutcomes } from "@/db/schema/corrections";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { EndedCorrection, ImportNote } from "./imports.types";

/** More than a morning's reading; the counts are on the import. */
const LIMIT = 500;

/** The corrections that an import ended, those that the software overwrote first. `importId` is one of the établissement's. */
export async function loadEndedCorrections(scope: Scope, importId: string): Promise<EndedCorrection[]> {
  const { id } = requirePermission(scope, "view");
  const found = await scope.db
    .select({
      dossierId: dossiers.id,
      apprenant: dossiers.apprenant,
      champ: correctionOutcomes.champ,
      outcome: correctionOutcomes.outcome,
      correction: correctionOutcomes.correction,
      received: correctionOutcomes.received,
    })
    .from(correctionOutcomes)
    .innerJoin(imports, eq(imports.id, correctionOutcomes.importId))
    .innerJoin(dossiers, eq(dossiers.id, correctionOutcomes.dossierId))
    .where(and(eq(imports.etablissementId, id), eq(imports.id, importId)))
    .orderBy(asc(correctionOutcomes.outcome), asc(dossiers.apprenantSort), asc(correctionOutcomes.champ))
    .limit(LIMIT);
  return found.map(({ correction, ...l }) => ({ ...l, corrected: correction.value }));
}

/** A software calls several times a night, and all day long: what one of its calls ended is still told after the next ones. */
const TOLD_FOR = sql`interval '1 day'`;

/** What the last import did to corrections, a file or the calls of a software since, when it ended some; null otherwise. */
export async function loadImportNote(scope: Scope): Promise<ImportNote | null> {
  const { id } = requirePermission(scope, "view");
  const own = and(eq(imports.etablissementId, id), eq(imports.state, "applied"));
  const lastAt = (which: SQL | undefined) => sql`(select max(${imports.at}) from ${imports} where ${which})`;
  const [found] = await scope.db
    .select({
      importId: imports.id,
      at: imports.at,
      kept: imports.correctionsKept,
      settled: imports.correctionsSettled,
      overridden: imports.correctionsOverridden,
    })
    .from(imports)
    .where(
      and(
        own,
        sql`${imports.correctionsSettled} + ${imports.correctionsOverridden} > 0`,
        sql`${imports.at} > ${lastAt(own)} - ${TOLD_FOR}`,
        sql`${imports.at} >= coalesce(${lastAt(and(own, eq(imports.origin, "file")))}, '-infinity')`,
      ),
    )
    .orderBy(desc(imports.at))
    .limit(1);
  return found === undefined ? null : { ...found, at: found.at.toISOString() };
}
