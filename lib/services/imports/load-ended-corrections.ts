import { and, asc, desc, eq } from "drizzle-orm";
import { correctionOutcomes } from "@/db/schema/corrections";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import type { ServiceContext } from "@/lib/services/context";
import { authorize } from "@/lib/services/etablissements/authorize";
import type { EndedCorrection, ImportNote } from "./imports.types";

/** More than a morning's reading; the counts are on the import. */
const LIMIT = 500;

/** The corrections that an import ended, those that the software overwrote first. `importId` is one of the établissement's. */
export async function loadEndedCorrections(
  ctx: ServiceContext,
  uai: string,
  importId: string,
): Promise<EndedCorrection[]> {
  const { id } = await authorize(ctx, uai, "view");
  const found = await ctx.db
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

/** What the last import did to corrections, when it ended some; null otherwise. */
export async function loadImportNote(ctx: ServiceContext, uai: string): Promise<ImportNote | null> {
  const { id } = await authorize(ctx, uai, "view");
  const [last] = await ctx.db
    .select({
      importId: imports.id,
      at: imports.at,
      kept: imports.correctionsKept,
      settled: imports.correctionsSettled,
      overridden: imports.correctionsOverridden,
    })
    .from(imports)
    .where(eq(imports.etablissementId, id))
    .orderBy(desc(imports.at))
    .limit(1);
  if (last === undefined || last.settled + last.overridden === 0) return null;
  return { ...last, at: last.at.toISOString() };
}
