import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { imports } from "@/db/schema/imports";
import { env } from "@/lib/env";
import { doHeavyWork } from "@/lib/services/etablissements/heavy-work";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { checkCouplesSafely } from "@/lib/services/preparation/couples/check-couples";
import { checkFileSize } from "@/lib/spreadsheet/file-size";
import type { ReadingChoices } from "@/lib/spreadsheet/reading.types";
import type { TbaClient } from "@/lib/tba/client";
import { tbaClient } from "@/lib/tba-process/tba-client";
import { type Attempt, AttemptLostError, beginAttempt } from "./attempt";
import { importAtOnce } from "./import-at-once";
import type { ImportSummary } from "./imports.types";
import { fileSha256 } from "./kept-file";
import { getImportSummary } from "./list-imports";
import { storeReceived } from "./receive-import";

/** Nobody is there to be asked about columns: those that nobody knows are left out. */
const NO_QUESTION: ReadingChoices = { columns: {} };

/**
 * One file in without anybody watching, where it was received on disk: read and applied in one go, by the jobs' own code, all or nothing. Rows
 * that cannot be dossiers are reported with their numbers; the TBA is then asked about couples it was never asked about. Throws INVALID_INPUT
 * with one clear sentence, nothing written, when the file is of no use; BUSY during another import.
 */
export async function importFile(
  scope: Scope,
  file: { name: string; path: string },
  tba: Pick<TbaClient, "findOrganisme"> = tbaClient(),
): Promise<ImportSummary> {
  const { id } = requirePermission(scope, "manage");
  const summary = await doHeavyWork(scope, "import", () => readAndApply(scope, id, file));
  await checkCouplesSafely(scope, id, tba);
  return summary;
}

const forget = (db: Db, importId: string) => db.delete(imports).where(eq(imports.id, importId));

/** Stores the file and takes its import up; nothing of it stays when it cannot be. */
async function store(scope: Scope, etablissementId: string, file: { name: string; path: string }): Promise<Attempt> {
  const { db, now } = scope;
  const sha256 = await fileSha256(file.path);
  const { id } = await db.transaction((tx) =>
    storeReceived(tx, scope, etablissementId, { ...file, sha256 }, NO_QUESTION),
  );
  try {
    const attempt = await beginAttempt(db, id, { from: ["received"], to: "reading", ownerId: null, now });
    if (attempt === null) throw new AttemptLostError();
    return attempt;
  } catch (error) {
    await forget(db, id);
    throw error;
  }
}

async function readAndApply(
  scope: Scope,
  etablissementId: string,
  file: { name: string; path: string },
): Promise<ImportSummary> {
  const { db } = scope;
  const maxSize = env().IMPORT_MAX_MB * 1024 * 1024;
  await checkFileSize(file.path, maxSize);
  // It is read while it is stored.
  const stored = store(scope, etablissementId, file);
  try {
    await importAtOnce(scope, stored, { ...file, maxSize, choices: NO_QUESTION });
  } catch (error) {
    const attempt = await stored.catch(() => null);
    if (attempt !== null) await forget(db, attempt.importId);
    throw error;
  }
  return getImportSummary(db, (await stored).importId);
}
