import { and, desc, eq, isNotNull } from "drizzle-orm";
import { rapprochements } from "@/db/schema/rapprochements";
import { parisDay } from "@/lib/domain/paris-day";
import { CATEGORY_WORDS, RAPPROCHEMENT_CATEGORIES } from "@/lib/domain/rapprochement/categories";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { StatutTba } from "@/lib/domain/statut.types";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { writeXlsxSheets } from "@/lib/spreadsheet/write-xlsx";
import type { XlsxColumn, XlsxSheet } from "@/lib/spreadsheet/xlsx.types";
import { listEntries } from "./list-entries";

const COLUMNS: readonly XlsxColumn[] = [
  { heading: "Apprenant", width: 30, kind: "text" },
  { heading: "Formation", width: 30, kind: "text" },
  { heading: "Statut prévu", width: 18, kind: "text" },
  { heading: "Nom dans la liste du TBA", width: 30, kind: "text" },
  { heading: "Naissance dans la liste", width: 14, kind: "date" },
  { heading: "Statut dans la liste", width: 18, kind: "text" },
  { heading: "Pourquoi", width: 70, kind: "text" },
  { heading: "À faire", width: 50, kind: "text" },
];

const MAX_ROWS = 200_000;
const label = (statut: StatutTba | null | undefined) => (statut ? STATUT_LABELS[statut] : "");

/** The last rapprochement as a workbook, one sheet a category that has entries. Throws FORBIDDEN, NOT_FOUND when there is none. */
export async function exportRapprochement(scope: Scope): Promise<{ name: string; stream: ReadableStream<Uint8Array> }> {
  const { id: etablissementId, uai } = requirePermission(scope, "view");
  const [last] = await scope.db
    .select({ id: rapprochements.id })
    .from(rapprochements)
    .where(and(eq(rapprochements.etablissementId, etablissementId), isNotNull(rapprochements.counts)))
    .orderBy(desc(rapprochements.at))
    .limit(1);
  if (last === undefined) throw new ServiceError("NOT_FOUND", "Aucun rapprochement n'est fait : déposez une liste.");
  await recordAudit(scope, etablissementId, "export", { what: "rapprochement" });
  const sheets: XlsxSheet[] = [];
  for (const category of RAPPROCHEMENT_CATEGORIES) {
    const rows = await listEntries(scope.db, last.id, category, MAX_ROWS);
    if (rows.length === 0) continue;
    sheets.push({
      sheet: CATEGORY_WORDS[category].sheet,
      columns: COLUMNS,
      rows: rows.map(({ apprenant, formation, forecast, shown, reason, action }) => [
        ...[apprenant, formation, label(forecast), shown?.name ?? "", shown?.birth ?? ""],
        ...[label(shown?.statut), reason, action],
      ]),
    });
  }
  const stream = await writeXlsxSheets(
    sheets.length > 0 ? sheets : [{ sheet: "Rapprochement", columns: COLUMNS, rows: [] }],
  );
  return { name: `rapprochement-${uai}-${parisDay(scope.now)}.xlsx`, stream };
}
