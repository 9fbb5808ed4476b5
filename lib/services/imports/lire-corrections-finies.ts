import { and, asc, desc, eq } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { sortsCorrections } from "@/db/schema/sorts-corrections";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import type { CorrectionFinie, NoteImport } from "./imports.types";

/** More than a morning's reading; the counts are on the import. */
const LIMITE = 500;

/** The corrections that an import ended, those that the software overwrote first. `importId` is one of the établissement's. */
export async function lireCorrectionsFinies(
  contexte: Contexte,
  uai: string,
  importId: string,
): Promise<CorrectionFinie[]> {
  const { id } = await autoriser(contexte, uai, "voir");
  const lues = await contexte.db
    .select({
      dossierId: dossiers.id,
      apprenant: dossiers.apprenant,
      champ: sortsCorrections.champ,
      sort: sortsCorrections.sort,
      correction: sortsCorrections.correction,
      recue: sortsCorrections.recue,
    })
    .from(sortsCorrections)
    .innerJoin(imports, eq(imports.id, sortsCorrections.importId))
    .innerJoin(dossiers, eq(dossiers.id, sortsCorrections.dossierId))
    .where(and(eq(imports.etablissementId, id), eq(imports.id, importId)))
    .orderBy(asc(sortsCorrections.sort), asc(dossiers.apprenantTri), asc(sortsCorrections.champ))
    .limit(LIMITE);
  return lues.map(({ correction, ...l }) => ({ ...l, corrigee: correction.valeur }));
}

/** What the last import did to corrections, when it ended some; null otherwise. */
export async function lireNoteImport(contexte: Contexte, uai: string): Promise<NoteImport | null> {
  const { id } = await autoriser(contexte, uai, "voir");
  const [dernier] = await contexte.db
    .select({
      importId: imports.id,
      le: imports.le,
      tenues: imports.correctionsTenues,
      terminees: imports.correctionsTerminees,
      remplacees: imports.correctionsRemplacees,
    })
    .from(imports)
    .where(eq(imports.etablissementId, id))
    .orderBy(desc(imports.le))
    .limit(1);
  if (dernier === undefined || dernier.terminees + dernier.remplacees === 0) return null;
  return { ...dernier, le: dernier.le.toISOString() };
}
