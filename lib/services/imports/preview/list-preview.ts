import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { importRows } from "@/db/schema/import-staging";
import { type ChampKey, champOf, isChampKey } from "@/lib/domain/champs";
import { positiveParam, type SearchParams, textParam } from "@/lib/domain/search-params";
import { missingFields } from "@/lib/domain/set-aside-reason";
import type { ImportRow } from "@/lib/services/imports/open-import";
import { absentFrom } from "./absent-from";
import { explainBlocked } from "./explain-blocked";
import {
  PREVIEW_VIEWS,
  type PreviewAbsent,
  type PreviewRow,
  type PreviewStop,
  type PreviewTable,
  type PreviewView,
} from "./preview.types";

const PER_PAGE = 50;

/** What the address asks to see; null where it says nothing that we know. */
export type PreviewFilters = { view: PreviewView | null; page: number };

export function parsePreviewFilters(params: SearchParams): PreviewFilters {
  const asked = textParam(20).parse(params.voir);
  return {
    view: PREVIEW_VIEWS.find((view) => view === asked) ?? null,
    page: positiveParam.parse(params.page) ?? 1,
  };
}

const ASKS = sql`jsonb_array_length(${importRows.questions}) > 0`;
const CONDITIONS: Readonly<Record<Exclude<PreviewView, "absents">, SQL>> = {
  "a-confirmer": ASKS,
  nouveaux: eq(importRows.kind, "new"),
  modifies: eq(importRows.kind, "modified"),
  inchanges: eq(importRows.kind, "unchanged"),
  ecartes: eq(importRows.kind, "set-aside"),
};

async function countViews(db: Db, importId: string, absents: number): Promise<PreviewTable["counts"]> {
  const [found] = await parsedRows(
    db,
    z.object({ asks: z.number(), new: z.number(), modified: z.number(), unchanged: z.number(), aside: z.number() }),
    sql`select count(*) filter (where jsonb_array_length(questions) > 0)::int as asks, count(*) filter (where kind = 'new')::int as new,
        count(*) filter (where kind = 'modified')::int as modified, count(*) filter (where kind = 'unchanged')::int as unchanged,
        count(*) filter (where kind = 'set-aside')::int as aside
      from import_rows where import_id = ${importId}::uuid`,
  );
  return {
    "a-confirmer": found?.asks ?? 0,
    nouveaux: found?.new ?? 0,
    modifies: found?.modified ?? 0,
    inchanges: found?.unchanged ?? 0,
    absents,
    ecartes: found?.aside ?? 0,
  };
}

type Staged = typeof importRows.$inferSelect & { knownAs: string | null };

function toRow(staged: Staged, stops: readonly PreviewStop[], told: ReadonlySet<ChampKey>): PreviewRow {
  const { rank, sheet, row, kind, apprenant, dossierId, knownAs, reason, questions, blocked, source } = staged;
  const doubtful = questions.flatMap(({ champ }) => champ ?? []);
  const missing = kind === "set-aside" && Object.keys(source).length > 0 ? missingFields(source) : [];
  // What no column of the file tells is said once for all the rows, among the columns.
  const stopped = stops.flatMap(({ champs }) =>
    champs.filter((champ) => told.has(champ) && champ !== "id_erp_apprenant"),
  );
  const changes = Object.entries(staged.changes ?? {}).flatMap(([champ, change]) =>
    isChampKey(champ) ? [{ champ, ...change }] : [],
  );
  return {
    rank,
    sheet,
    row,
    kind: kind ?? "set-aside",
    apprenant,
    dossierId,
    knownAs: kind === "held" ? knownAs : null,
    reason,
    // In the order of the list of fields, which is that of the pages.
    changes: changes.sort((a, b) => champOf(a.champ).key.localeCompare(champOf(b.champ).key)),
    questions,
    blocked,
    stops: stops.map(({ sentence }) => sentence),
    toMend: [...new Set([...missing, ...doubtful, ...stopped])].map((champ) => ({
      champ,
      value: source[champ] ?? null,
    })),
  };
}

async function listRows(
  db: Db,
  { id: importId, reading }: Pick<ImportRow, "id" | "reading">,
  condition: SQL,
  page: number,
): Promise<PreviewRow[]> {
  const found = await db
    .select({ staged: importRows, knownAs: dossiers.apprenant })
    .from(importRows)
    .leftJoin(dossiers, eq(dossiers.id, importRows.dossierId))
    .where(and(eq(importRows.importId, importId), condition))
    .orderBy(asc(importRows.rank))
    .limit(PER_PAGE)
    .offset((page - 1) * PER_PAGE);
  const stops = await explainBlocked(
    db,
    importId,
    found.map(({ staged }) => staged),
  );
  const told = new Set(reading?.columns.flatMap(({ field }) => field ?? []));
  return found.map(({ staged, knownAs }) => toRow({ ...staged, knownAs }, stops.get(staged.rank) ?? [], told));
}

function listAbsents(db: Db, condition: SQL, page: number): Promise<PreviewAbsent[]> {
  return db
    .select({ id: dossiers.id, apprenant: dossiers.apprenant, formation: dossiers.formation })
    .from(dossiers)
    .where(condition)
    .orderBy(asc(dossiers.apprenantSort), asc(dossiers.id))
    .limit(PER_PAGE)
    .offset((page - 1) * PER_PAGE);
}

/** The view that has something to say first: questions, what changes, then why nothing does. */
const FIRST_VIEWS: readonly PreviewView[] = ["a-confirmer", "nouveaux", "modifies", "ecartes", "inchanges", "absents"];

const firstView = (counts: PreviewTable["counts"]): PreviewView =>
  FIRST_VIEWS.find((view) => counts[view] > 0) ?? "nouveaux";

/** A page of the preview of an import, and how many rows each view has. */
export async function listPreview(
  db: Db,
  found: Pick<ImportRow, "id" | "etablissementId" | "reading">,
  filters: PreviewFilters,
): Promise<PreviewTable> {
  const { id: importId, etablissementId } = found;
  const absentCondition = await absentFrom(db, { etablissementId, importId });
  const counts = await countViews(db, importId, await db.$count(dossiers, absentCondition));
  const view = filters.view ?? firstView(counts);
  const pages = Math.max(1, Math.ceil(counts[view] / PER_PAGE));
  const page = Math.min(filters.page, pages);
  const table = { view, counts, page, pages };
  if (view === "absents") return { ...table, rows: [], absents: await listAbsents(db, absentCondition, page) };
  return { ...table, rows: await listRows(db, found, CONDITIONS[view], page), absents: [] };
}
