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

/** So many of its calls are led to: the others are on the pages of their dossiers. */
const LINKS = 5;

/** A software calls several times a night, and all day long: what one of its calls ended is still told after the next ones. */
const TOLD_FOR = sql`interval '1 day'`;

/** What the last file, or the calls of a software since, did to corrections, when they ended some; null otherwise. */
export async function loadImportNote(scope: Scope): Promise<ImportNote | null> {
  const { id } = requirePermission(scope, "view");
  const own = and(eq(imports.etablissementId, id), eq(imports.state, "applied"));
  const lastAt = (which: SQL | undefined) => sql`(select max(${imports.at}) from ${imports} where ${which})`;
  const found = await scope.db
    .select({
      importId: imports.id,
      at: imports.at,
      kept: imports.correctionsKept,
      imports: sql<number>`count(*) over ()::int`,
      settled: sql<number>`sum(${imports.correctionsSettled}) over ()::int`,
      overridden: sql<number>`sum(${imports.correctionsOverridden}) over ()::int`,
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
    .orderBy(desc(imports.at), desc(imports.id))
    .limit(LINKS);
  const [last] = found;
  if (last === undefined) return null;
  const { settled, overridden } = last;
  return {
    links: found.map(({ importId, at }) => ({ importId, at: at.toISOString() })),
    imports: last.imports,
    // What holds is counted by each call of the dossiers that it names: of several, it adds up to nothing.
    kept: last.imports === 1 ? last.kept : 0,
    settled,
    overridden,
  };
}
