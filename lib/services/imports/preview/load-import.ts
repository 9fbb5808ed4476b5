import { and, desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { formatInput } from "@/lib/domain/format-input";
import { AS_READ } from "@/lib/domain/mended-cells";
import { hasPermission } from "@/lib/domain/roles";
import { isSharedChamp, type SharedChamp } from "@/lib/domain/shared-champs";
import { newDossierDefaults } from "@/lib/services/dossiers/new-dossier-defaults";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { getImportSummary } from "@/lib/services/imports/list-imports";
import { getImport, type ImportRow } from "@/lib/services/imports/open-import";
import { columnQuestions, takenColumns } from "@/lib/services/imports/reading/needs-columns";
import { findUndoable } from "@/lib/services/imports/undoable";
import type { ColumnReading } from "@/lib/spreadsheet/reading.types";
import { countMoved } from "./count-moved";
import { listEmptied } from "./list-emptied";
import { listPreview, type PreviewFilters } from "./list-preview";
import type { ImportDetail, ImportStanding, PreviewReading } from "./preview.types";

/** What a person left out of a file is not proposed to them again, nor asked. */
function readingOf({ reading, choices, matching }: ImportRow): PreviewReading | null {
  if (reading === null) return null;
  const { sheets, notices } = reading;
  const said = ({ heading }: ColumnReading) => Object.hasOwn(choices.columns ?? {}, heading);
  const columns = takenColumns(reading).map((column) => (said(column) ? { ...column, proposed: null } : column));
  const { unknown, ...others } = columnQuestions(reading);
  const questions = { ...others, unknown: unknown.filter((column) => !said(column)) };
  return { sheets, columns, notices, questions, choices, matching };
}

/** What may be said once for all the rows, where no column tells it: as in the dossiers that there are, or the établissement's own. */
async function proposedValues(scope: Scope, reading: PreviewReading | null): Promise<ImportDetail["proposed"]> {
  const { role, uai, siret } = scope.etablissement;
  const missing = reading?.questions.missing.filter(isSharedChamp) ?? [];
  if (missing.length === 0 || !hasPermission(role, "manage")) return {};
  const known = await newDossierDefaults(scope);
  const own = (key: SharedChamp) => (key.endsWith("_uai") ? uai : siret);
  return Object.fromEntries(missing.map((key) => [key, formatInput(known[key] ?? own(key))]));
}

async function sameFile(db: Db, { etablissementId, sameAs }: ImportRow): Promise<ImportDetail["sameAs"]> {
  if (sameAs === null) return null;
  const applied = and(eq(imports.etablissementId, etablissementId), eq(imports.state, "applied"));
  const [last] = await db.select({ id: imports.id }).from(imports).where(applied).orderBy(desc(imports.at)).limit(1);
  const [found] = await db.select({ id: imports.id, at: imports.at }).from(imports).where(eq(imports.id, sameAs));
  return found === undefined ? null : { id: found.id, at: found.at.toISOString(), isLast: last?.id === found.id };
}

const isUndoable = async (db: Db, { id, etablissementId, state }: ImportRow): Promise<boolean> =>
  state === "applied" && (await findUndoable(db, etablissementId)) === id;

async function countAnswered(db: Db, importId: string): Promise<number> {
  const isAnswered = sql`(${importRows.answer} is not null or ${importRows.source} ? ${AS_READ} or jsonb_array_length(${importRows.confirmed}) > 0)`;
  return db.$count(importRows, and(eq(importRows.importId, importId), isAnswered));
}

/** All that the page of an import shows, at whatever state it is. Throws FORBIDDEN, NOT_FOUND. */
export async function loadImport(scope: Scope, importId: string, filters: PreviewFilters): Promise<ImportDetail> {
  const { id: etablissementId } = requirePermission(scope, "view");
  const { db } = scope;
  const found = await getImport(db, etablissementId, importId);
  const reading = readingOf(found);
  return {
    summary: await getImportSummary(db, found.id),
    progress: found.progress,
    effect: found.effect,
    reading,
    proposed: found.state === "columns" || found.state === "preview" ? await proposedValues(scope, reading) : {},
    table: found.state === "preview" ? await listPreview(db, found, filters) : null,
    answered: found.state === "preview" ? await countAnswered(db, found.id) : 0,
    emptied: found.state === "preview" ? await listEmptied(db, found) : [],
    moved: found.state === "preview" ? await countMoved(db, found.id) : 0,
    sameAs: found.state === "received" ? await sameFile(db, found) : null,
    undoable: await isUndoable(db, found),
  };
}

/** How far an import is. One that waits for a person to want it again does not move. Throws FORBIDDEN, NOT_FOUND. */
export async function loadStanding(scope: Scope, importId: string): Promise<ImportStanding> {
  const { id: etablissementId } = requirePermission(scope, "view");
  const { state, progress } = await getImport(scope.db, etablissementId, importId);
  return { state, progress };
}
