import { and, eq, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { type Attempt, AttemptLostError, beginAttempt, progressTeller } from "@/lib/services/imports/attempt";
import { classifyRows } from "@/lib/services/imports/classify/classify-rows";
import { withTightHeap } from "@/lib/services/imports/tight-heap";
import { asPromised, OvertakenError } from "./as-promised";
import { showAgain } from "./show-again";
import { type ImportedRows, writeImport } from "./write-import";

/** What applying an import takes. `stopSignal`: the process is asked to end. */
type ApplyingTools = { db: Db; ownerId: number | null; stopSignal?: AbortSignal };

/** The rows that wait in the database. */
const stagedRows = (attempt: Attempt): ImportedRows => ({
  classify: async (tx) => asPromised(tx, attempt, await classifyRows(tx, attempt.etablissementId, attempt.importId)),
  listStopped: async (tx) => {
    const found = await tx
      .select({ sheet: importRows.sheet, row: importRows.row, reason: importRows.stopped, source: importRows.source })
      .from(importRows)
      .where(and(eq(importRows.importId, attempt.importId), isNotNull(importRows.stopped)));
    return found.map(({ reason, ...row }) => ({ ...row, reason: reason ?? "" }));
  },
});

/**
 * Applies an import whose application was asked for: all its rows or none, in one transaction, what they do being found out again within
 * it; when it is no longer what its preview shows, the preview is made anew and nothing is written. May be killed at any moment and run again: it is then applied once. Answers
 * whether this call applied it.
 */
export async function applyImport(
  { db, ownerId, stopSignal }: ApplyingTools,
  importId: string,
  now: Date,
): Promise<boolean> {
  const attempt = await beginAttempt(db, importId, { from: ["applying"], to: "applying", ownerId, now });
  if (attempt === null) return false;
  const [row] = await db.select({ by: imports.by, rows: imports.rows }).from(imports).where(eq(imports.id, importId));
  const by = row?.by ?? null;
  const actor = by === null ? ({ kind: "clock" } as const) : ({ kind: "person", id: by } as const);
  const tell = progressTeller(db, attempt, "applying", now.toISOString());
  try {
    await withTightHeap(row?.rows ?? 0, () =>
      db.transaction((tx) =>
        writeImport(tx, { actor, now }, attempt, stagedRows(attempt), (done, total) => {
          stopSignal?.throwIfAborted();
          tell(done, total);
        }),
      ),
    );
    return true;
  } catch (error) {
    if (error instanceof AttemptLostError) return false;
    if (!(error instanceof OvertakenError)) throw error;
    await showAgain(db, attempt);
    return false;
  }
}
