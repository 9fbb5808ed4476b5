import { and, desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { AS_READ } from "@/lib/domain/mended-cells";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { getImportSummary } from "@/lib/services/imports/list-imports";
import { getImport, type ImportRow } from "@/lib/services/imports/open-import";
import { columnQuestions, takenColumns } from "@/lib/services/imports/reading/needs-columns";
import { findUndoable } from "@/lib/services/imports/undoable";
import { listEmptied } from "./list-emptied";
import { listPreview, type PreviewFilters } from "./list-preview";
import type { ImportDetail, ImportStanding, PreviewReading } from "./preview.types";

function readingOf({ reading, choices, matching }: ImportRow): PreviewReading | null {
  if (reading === null) return null;
  const { sheets, notices } = reading;
  return { sheets, columns: takenColumns(reading), notices, questions: columnQuestions(reading), choices, matching };
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
  return {
    summary: await getImportSummary(db, found.id),
    progress: found.progress,
    effect: found.effect,
    reading: readingOf(found),
    table: found.state === "preview" ? await listPreview(db, found, filters) : null,
    answered: found.state === "preview" ? await countAnswered(db, found.id) : 0,
    emptied: found.state === "preview" ? await listEmptied(db, found) : [],
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
