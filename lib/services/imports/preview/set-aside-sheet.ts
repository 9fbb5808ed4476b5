import { and, asc, eq } from "drizzle-orm";
import { importRows } from "@/db/schema/import-staging";
import { ASIDE_HEADINGS, ASIDE_MISSING_HEADING } from "@/lib/domain/aside-sheet";
import { CHAMPS, type ChampKey } from "@/lib/domain/champs";
import { formatInput } from "@/lib/domain/format-input";
import type { JsonObject } from "@/lib/domain/json";
import { splitMends } from "@/lib/domain/mended-cells";
import { parisDay } from "@/lib/domain/paris-day";
import { missingFields } from "@/lib/domain/set-aside-reason";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { getImport } from "@/lib/services/imports/open-import";
import { matchHeading } from "@/lib/spreadsheet/headings/match-heading";
import { writeXlsx } from "@/lib/spreadsheet/write-xlsx";
import type { XlsxColumn } from "@/lib/spreadsheet/xlsx.types";

type Aside = { sheet: string; row: number; reason: string; source: JsonObject };

const [WHY, SHEET, ROW] = ASIDE_HEADINGS;
const ADDED: XlsxColumn[] = [
  { heading: WHY, width: 60, kind: "text" },
  { heading: SHEET, width: 16, kind: "text" },
  { heading: ROW, width: 8, kind: "number" },
];
const MISSING: XlsxColumn = { heading: ASIDE_MISSING_HEADING, width: 18, kind: "text", hidden: true };

/**
 * The rows that an import leaves out, as a workbook to be put right and imported again: why, where, and their cells under the file's own
 * headings. Once it is applied, only why and where. Throws FORBIDDEN, NOT_FOUND.
 */
export async function setAsideSheet(
  scope: Scope,
  importId: string,
): Promise<{ name: string; stream: ReadableStream<Uint8Array> }> {
  const { id: etablissementId, uai } = requirePermission(scope, "view");
  const found = await getImport(scope.db, etablissementId, importId);
  await recordAudit(scope, etablissementId, "export", { what: "set-aside" });
  const staged = await scope.db
    .select({ sheet: importRows.sheet, row: importRows.row, reason: importRows.reason, source: importRows.source })
    .from(importRows)
    .where(and(eq(importRows.importId, found.id), eq(importRows.kind, "set-aside")))
    .orderBy(asc(importRows.rank));
  const isStaged = staged.length > 0;
  const rows: Aside[] = isStaged
    ? staged.map((row) => ({ ...row, reason: row.reason ?? "" }))
    : found.setAside.map(({ sheet = "", row, reason }) => ({ sheet, row, reason, source: {} }));
  const headings = new Map<ChampKey, string>();
  for (const { field, heading, origin } of found.reading?.columns ?? []) {
    // Once filled in, the sheet comes back: a title that would not be known again gives way to the API's name.
    const known = origin === "choice" || matchHeading(heading)?.field === field;
    if (field !== null && known) headings.set(field, heading);
  }
  const missing = rows.map(({ source }) => (isStaged ? missingFields(splitMends(source).source) : []));
  // What a row lacks has its column too: a field that none of these rows fills had none to be filled in.
  const used = new Set([...rows.flatMap(({ source }) => Object.keys(source)), ...missing.flat()]);
  const champs = CHAMPS.filter(({ key }) => used.has(key));
  const columns: XlsxColumn[] = champs.map(({ key, type }) => ({
    heading: headings.get(key) ?? key,
    width: 18,
    kind: type === "date" ? "date" : "text",
  }));
  const cells = rows.map(({ sheet, row, reason, source }, rank) => [
    reason,
    sheet,
    row,
    ...champs.map(({ key, type }) => (type === "date" ? String(source[key] ?? "") : formatInput(source[key]))),
    (missing[rank] ?? []).join(" "),
  ]);
  const stream = await writeXlsx({ sheet: "Lignes écartées", columns: [...ADDED, ...columns, MISSING], rows: cells });
  return { name: `lignes-ecartees-${uai}-${parisDay(scope.now)}.xlsx`, stream };
}
