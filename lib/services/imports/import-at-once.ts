import type { JsonObject } from "@/lib/domain/json";
import { toStorableJson } from "@/lib/domain/storable-json";
import type { Scope } from "@/lib/services/etablissements/scope";
import { readFile } from "@/lib/spreadsheet/read-file";
import type { ReadingChoices, RowSetAside } from "@/lib/spreadsheet/reading.types";
import { type ImportedRows, writeImport } from "./applying/write-import";
import { type Attempt, progressTeller, updateOwn } from "./attempt";
import { classifyReceived, reportFields } from "./classify/classify-rows";
import { overviewOf } from "./reading/read-import";
import { type Spool, withSpool } from "./reading/spool-rows";

type File = { name: string; path: string; maxSize: number; choices: ReadingChoices };

/** Reads the file into the spool, and answers the rows that its reader left out. */
async function read({ db, now }: Scope, attempt: Attempt, file: File, spool: Spool): Promise<RowSetAside[]> {
  const tell = progressTeller(db, attempt, "reading", now.toISOString());
  const { maxSize, choices } = file;
  const setAside = await readFile(file, maxSize, choices, async (reading, batches) => {
    await updateOwn(db, attempt, "reading", overviewOf(reading));
    await spool.take(batches, async (done) => tell(done, reading.dossiers));
    return reading.setAside;
  });
  return setAside.map((row) => toStorableJson(row as JsonObject) as unknown as RowSetAside);
}

const spooledRows = (
  { importId, etablissementId }: Attempt,
  { rows }: Spool,
  stopped: readonly RowSetAside[],
): ImportedRows => ({
  classify: async (tx) =>
    classifyReceived(tx, etablissementId, rows.received, rows.load, await reportFields(tx, importId)),
  listStopped: async () => stopped.map(({ sheet, row, reason }) => ({ sheet, row, reason })),
});

/**
 * Reads an import that nobody watches, and writes what its rows say at once, all or none: nothing of them waits in the database. Throws what reading it
 * throws, AttemptLostError when somebody gave it up meanwhile.
 */
export function importAtOnce(scope: Scope, attempt: Attempt, file: File): Promise<void> {
  const { db, actor, now } = scope;
  return withSpool(async (spool) => {
    const stopped = await read(scope, attempt, file, spool);
    await updateOwn(db, attempt, "reading", { state: "applying", progress: null });
    const tell = progressTeller(db, attempt, "applying", now.toISOString());
    await db.transaction((tx) => writeImport(tx, { actor, now }, attempt, spooledRows(attempt, spool, stopped), tell));
  });
}
