import { and, eq, exists, inArray } from "drizzle-orm";
import type { Db } from "@/db/database";
import { importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { toStorableJson } from "@/lib/domain/storable-json";
import { isDiskFull, ServiceError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import {
  type Attempt,
  AttemptLostError,
  beginAttempt,
  forgetFile,
  progressTeller,
  updateOwn,
} from "@/lib/services/imports/attempt";
import { withKeptFile } from "@/lib/services/imports/kept-file";
import {
  choicesOn,
  type FileShape,
  matchingFor,
  rememberedMatchings,
} from "@/lib/services/imports/matchings/find-matching";
import { withTightHeap } from "@/lib/services/imports/tight-heap";
import { readFile } from "@/lib/spreadsheet/read-file";
import type { FileReading, ReadingChoices } from "@/lib/spreadsheet/reading.types";
import { startSandboxAhead } from "@/lib/spreadsheet/sandbox/start-sandbox";
import { columnQuestions, hasQuestions, newQuestions, openQuestions, takenColumns } from "./needs-columns";
import { showPreview } from "./show-preview";
import { type Spool, type SpooledRows, withSpool } from "./spool-rows";

/** What reading an import takes. `stopSignal`: the process is asked to end. */
export type ReadingTools = {
  db: Db;
  keys: ReadonlyMap<number, Buffer>;
  maxSize: number;
  ownerId: number | null;
  stopSignal?: AbortSignal;
};

/** What a first look at a file comes to: read it again with what is remembered, ask a person, or its rows are read. */
type Look = { kind: "remembered"; choices: ReadingChoices; name: string } | { kind: "ask" } | { kind: "read" };

const shapeOf = (reading: FileReading): FileShape => ({
  headings: new Set(takenColumns(reading).map(({ heading }) => heading)),
  unknown: columnQuestions(reading).unknown.map(({ heading }) => heading),
});

/** What an import keeps of a file once it is read. The rows have a table of their own. */
export function overviewOf(reading: FileReading): Pick<typeof imports.$inferInsert, "reading" | "ignoredColumns"> {
  const { setAside: _, ...rest } = reading;
  return {
    reading: { ...(toStorableJson(rest) as unknown as typeof rest), setAside: [] },
    ignoredColumns: takenColumns(reading).flatMap(({ field, heading }) => (field === null ? [heading] : [])),
  };
}

async function read(
  tools: ReadingTools,
  attempt: Attempt & { file: string },
  path: string,
  spool: Spool,
  now: Date,
): Promise<Exclude<Look, { kind: "remembered" }>> {
  const { db, maxSize, stopSignal } = tools;
  const [row] = await db
    .select({ choices: imports.choices, matching: imports.matching })
    .from(imports)
    .where(eq(imports.id, attempt.importId));
  const isDecided = row?.choices.columns !== undefined;
  const remembered = isDecided ? [] : await rememberedMatchings(db, attempt.etablissementId);
  const tell = progressTeller(db, attempt, "reading", new Date().toISOString());
  // How many rows the file has is not known before its end.
  const onProgress = (rowsRead: number) => tell(rowsRead, 0);

  const look = (choices: ReadingChoices, matching: string | null): Promise<Look> =>
    readFile<Look>(
      { path, name: attempt.file },
      maxSize,
      choices,
      async (reading, fileRows) => {
        const known = matching === null ? matchingFor(remembered, shapeOf(reading)) : null;
        if (known !== null)
          return { kind: "remembered", choices: { ...row?.choices, ...choicesOn(known, now) }, name: known.name };
        await updateOwn(db, attempt, "reading", { ...overviewOf(reading), choices, matching });
        const questions = matching !== null ? openQuestions : isDecided ? newQuestions : columnQuestions;
        if (hasQuestions(questions(reading, choices))) return { kind: "ask" };
        const show = (rows: SpooledRows) => showPreview(tools, attempt, rows, reading.setAside);
        await withTightHeap(reading.dossiers, () => spool.take(fileRows, show));
        return { kind: "read" };
      },
      stopSignal === undefined ? { onProgress } : { onProgress, signal: stopSignal },
    );

  // A reading that was stopped half-way had found its matching.
  const first = await look(row?.choices ?? {}, row?.matching ?? null);
  const found = first.kind === "remembered" ? await look(first.choices, first.name) : first;
  if (found.kind === "remembered") throw new Error("A remembered matching was remembered again.");
  return found;
}

const NO_SPACE =
  "Le serveur n'a plus de place pour lire ce fichier : déposez-le de nouveau plus tard ; si cela dure, prévenez l'assistance.";

const clear = (db: Db, importId: string) => db.delete(importRows).where(eq(importRows.importId, importId));

/** What was staged between the giving up of an import and the moment it was noticed. Another attempt has cleared, or will clear, what it finds. */
async function clearGivenUp(db: Db, importId: string): Promise<void> {
  const given = exists(
    db
      .select({ id: imports.id })
      .from(imports)
      .where(and(eq(imports.id, importId), inArray(imports.state, ["cancelled", "refused"]))),
  );
  await db.delete(importRows).where(and(eq(importRows.importId, importId), given));
}

/**
 * Reads the file of an import and stages what its rows would do: it then waits for a person, at its columns or its preview. May be
 * killed at any moment and run again. A file of no use, or for which the disk has no room, is refused with its sentence and not kept. Anything else that goes wrong is thrown.
 */
export async function readImport(tools: ReadingTools, importId: string, now: Date): Promise<void> {
  const { db, keys, ownerId } = tools;
  const attempt = await beginAttempt(db, importId, { from: ["received", "reading"], to: "reading", ownerId, now });
  if (attempt === null) return clearGivenUp(db, importId);
  startSandboxAhead();
  try {
    await clear(db, importId);
    await withSpool(async (spool) => {
      const found = await withKeptFile(db, importId, keys, (path) => read(tools, attempt, path, spool, now));
      if (found.kind === "ask") await updateOwn(db, attempt, "reading", { state: "columns", progress: null });
    });
  } catch (error) {
    if (error instanceof AttemptLostError) return clearGivenUp(db, importId);
    // Tried again and again, it would be said to be unreadable.
    if (isDiskFull(error)) {
      logger.error({ importId }, "plus de place sur le disque");
      return refuseImport(db, attempt, NO_SPACE);
    }
    if (!(error instanceof ServiceError) || error.code === "TOO_MANY_ATTEMPTS") throw error;
    await refuseImport(db, attempt, error.message);
  }
}

/** Ends an import that cannot be read, with one sentence; nothing of its file stays. */
export async function refuseImport(db: Db, attempt: Attempt, refusal: string): Promise<void> {
  const { importId } = attempt;
  await db.transaction(async (tx) => {
    await updateOwn(tx, attempt, "reading", { state: "refused", refusal, progress: null, reading: null });
    await forgetFile(tx, importId);
  });
}
