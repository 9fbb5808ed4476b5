import type { JsonObject } from "@/lib/domain/json";
import { toStorableJson } from "@/lib/domain/storable-json";
import type { Scope } from "@/lib/services/etablissements/scope";
import { readFile } from "@/lib/spreadsheet/read-file";
import type { ReadingChoices, RowSetAside } from "@/lib/spreadsheet/reading.types";
import { type ImportedRows, writeImport } from "./applying/write-import";
import { type Attempt, progressTeller, updateOwn } from "./attempt";
import { classifyReceived } from "./classify/classify-rows";
import { fileKindOf } from "./classify/file-kind";
import { carryMends } from "./reading/carry-mends";
import { overviewOf } from "./reading/read-import";
import { type SpooledRows, withSpool } from "./reading/spool-rows";
import { withTightHeap } from "./tight-heap";

type File = { name: string; path: string; maxSize: number; choices: ReadingChoices };

const storable = (setAside: readonly RowSetAside[]) =>
  setAside.map((row) => toStorableJson(row as JsonObject) as unknown as RowSetAside);

const spooledRows = (
  { importId, etablissementId }: Attempt,
  rows: SpooledRows,
  stopped: readonly RowSetAside[],
): ImportedRows => ({
  classify: async (tx) =>
    classifyReceived(tx, etablissementId, rows.received, rows.load, await fileKindOf(tx, importId)),
  listStopped: async () => stopped,
});

/**
 * Reads a file that nobody watches, and writes what its rows say at once, all or none: nothing of them waits in the database. They are written while the last of them
 * still come from their reader; `stored`: its import, waited for once it is read. Throws what reading or storing it throws, AttemptLostError when somebody gave it up
 * meanwhile.
 */
export async function importAtOnce({ db, actor, now }: Scope, stored: Promise<Attempt>, file: File): Promise<void> {
  // Heard in its turn; until then nobody waits for it.
  stored.catch(() => undefined);
  await withSpool((spool) =>
    readFile(file, file.maxSize, file.choices, async (reading, fileRows) => {
      const attempt = await stored;
      const tell = progressTeller(db, attempt, "applying", now.toISOString());
      await updateOwn(db, attempt, "reading", overviewOf(reading));
      const write = async (spooled: SpooledRows) => {
        const { rows, setAside } = await carryMends(db, attempt.etablissementId, spooled, reading.setAside);
        await updateOwn(db, attempt, "reading", { state: "applying", progress: null });
        const imported = spooledRows(attempt, rows, storable(setAside));
        await db.transaction((tx) => writeImport(tx, { actor, now }, attempt, imported, tell));
      };
      await withTightHeap(reading.dossiers, () => spool.take(fileRows, write));
    }),
  );
}
