import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { importFiles, importRows } from "@/db/schema/import-staging";
import { type ImportProgress, imports } from "@/db/schema/imports";
import type { ImportState } from "@/lib/domain/enumerations";

/** The import is no longer this attempt's: it was cancelled, or another process took it up. Nothing more of it may be written. */
export class AttemptLostError extends Error {}

/** One taking up of an import by a job. What it writes counts only while no other began (`number`). */
export type Attempt = { importId: string; etablissementId: string; number: number };

const mine = ({ importId, number }: Attempt) => and(eq(imports.id, importId), eq(imports.attempt, number));

/** Takes up an import that is in one of these states; null when it is not, or no longer. */
export async function beginAttempt(
  db: Db,
  importId: string,
  { from, to, ownerId, now }: { from: ImportState[]; to: ImportState; ownerId: number | null; now: Date },
): Promise<(Attempt & { file: string }) | null> {
  const [found] = await db
    .update(imports)
    .set({
      state: to,
      ownerId,
      attempt: sql`${imports.attempt} + 1`,
      progress: { done: 0, total: 0, startedAt: now.toISOString() },
    })
    .where(and(eq(imports.id, importId), inArray(imports.state, from)))
    .returning({ etablissementId: imports.etablissementId, number: imports.attempt, file: imports.file });
  return found === undefined ? null : { importId, ...found };
}

/** Changes the import as long as it is this attempt's, in this state. Throws AttemptLostError. */
export async function updateOwn(
  db: Db,
  attempt: Attempt,
  state: ImportState,
  change: Partial<typeof imports.$inferInsert>,
): Promise<void> {
  const written = await db
    .update(imports)
    .set(change)
    .where(and(mine(attempt), eq(imports.state, state)))
    .returning({ id: imports.id });
  if (written.length === 0) throw new AttemptLostError();
}

/** Throws AttemptLostError when the import is no longer this attempt's, in this state. */
export async function checkOwn(db: Db, attempt: Attempt, state: ImportState): Promise<void> {
  const found = await db
    .select({ id: imports.id })
    .from(imports)
    .where(and(mine(attempt), eq(imports.state, state)));
  if (found.length === 0) throw new AttemptLostError();
}

const UNREADABLE =
  "Ce fichier n'a pas pu être lu : enregistrez-le de nouveau depuis votre tableur, puis réessayez. Si rien n'y fait, prévenez l'assistance.";
const NOT_APPLIED = "L'import n'a pas pu être appliqué, et rien n'en est écrit : réessayez, ou prévenez l'assistance.";
const EVERY_MS = 500;

/**
 * Says now and then how far an attempt is, and waits for nobody: a transaction that writes the rows may hold the only connection there is.
 */
export function progressTeller(db: Db, attempt: Attempt, state: ImportState, startedAt: string) {
  let saidAt = Number.NEGATIVE_INFINITY;
  let telling = false;
  return (done: number, total: number): void => {
    if (telling || performance.now() - saidAt < EVERY_MS) return;
    saidAt = performance.now();
    telling = true;
    const progress: ImportProgress = { done, total, startedAt };
    db.update(imports)
      .set({ progress })
      .where(and(mine(attempt), eq(imports.state, state)))
      .then(
        () => {
          telling = false;
        },
        () => {
          telling = false;
        },
      );
  };
}

/** Nothing of the file of an import stays, nor of its rows. */
export async function forgetFile(tx: Db, importId: string): Promise<void> {
  await tx.delete(importRows).where(eq(importRows.importId, importId));
  await tx.delete(importFiles).where(eq(importFiles.importId, importId));
}

/**
 * Gives up an import that no attempt could bring to its end: refused while it was read, nothing of its file being kept; back to its preview while it was applied. Nothing
 * of it was written.
 */
export async function abandonAttempts(db: Db, importId: string): Promise<void> {
  const refused = { state: "refused", refusal: UNREADABLE, progress: null, reading: null } as const;
  await db.transaction(async (tx) => {
    const given = await tx
      .update(imports)
      .set({ ...refused, attempt: sql`${imports.attempt} + 1` })
      .where(and(eq(imports.id, importId), inArray(imports.state, ["received", "reading"])))
      .returning({ id: imports.id });
    if (given.length > 0) await forgetFile(tx, importId);
  });
  const back = { state: "preview", refusal: NOT_APPLIED, progress: null } as const;
  await db
    .update(imports)
    .set(back)
    .where(and(eq(imports.id, importId), eq(imports.state, "applying")));
}
