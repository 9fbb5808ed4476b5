import type { Db } from "@/db/database";
import type { importRows } from "@/db/schema/import-staging";
import type { PreparationContext } from "@/lib/domain/anomalies/context";
import { identifierOf, yearOf } from "@/lib/domain/identity-fields";
import { getCommonContext } from "@/lib/services/preparation/dossier-contexts";
import type { FileKind } from "./file-kind";
import { judgeReportRow } from "./judge-report-row";
import { type ExistingDossier, type FullRow, type JudgedRow, judgeRow } from "./judge-row";
import { loadExisting } from "./load-slice";

/** What the rows of a file are judged by, besides themselves and their dossiers. */
export type Judging = { outside: PreparationContext } & Pick<FileKind, "fields">;

export const openJudging = async (db: Db, { fields }: FileKind): Promise<Judging> => ({
  outside: await getCommonContext(db),
  fields,
});

/** What a row does to its dossier, when it has one among those that are known: it says it, or, in our own report that came back, corrects it. */
export function judge(
  row: FullRow,
  known: ReadonlyMap<string, ExistingDossier>,
  { outside, fields }: Judging,
): JudgedRow {
  const dossier = row.dossierId === null ? null : (known.get(row.dossierId) ?? null);
  return fields === null || dossier === null
    ? judgeRow(row, dossier, outside)
    : judgeReportRow(row, dossier, fields, outside);
}

/** A newcomer without an identifier gets one when it is written; until then any will do. */
const TO_COME = "PTBA";

/** The same of rows of a preview, whose dossiers were found: they alone are looked at again. */
export async function judgeStaged(
  db: Db,
  staged: readonly (typeof importRows.$inferSelect)[],
  judging: Judging,
): Promise<JudgedRow[]> {
  const recognized = staged.map((row) => ({
    ...row,
    idErpApprenant: identifierOf(row.source) || TO_COME,
    anneeScolaire: yearOf(row.source),
  }));
  const known = await loadExisting(db, recognized);
  return recognized.map((row) => {
    const { idErpApprenant } = known.get(row.dossierId ?? "") ?? row;
    return judge({ ...row, idErpApprenant }, known, judging);
  });
}
