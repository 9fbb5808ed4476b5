import { eq } from "drizzle-orm";
import { imports } from "@/db/schema/imports";
import { env } from "@/lib/env";
import { doHeavyWork } from "@/lib/services/etablissements/heavy-work";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { checkCouplesSafely } from "@/lib/services/preparation/couples/check-couples";
import { checkFileSize } from "@/lib/spreadsheet/file-size";
import type { ReadingChoices } from "@/lib/spreadsheet/reading.types";
import { startSandboxAhead } from "@/lib/spreadsheet/sandbox/start-sandbox";
import type { TbaClient } from "@/lib/tba/client";
import { tbaClient } from "@/lib/tba-process/tba-client";
import { AttemptLostError, beginAttempt } from "./attempt";
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

async function readAndApply(
  scope: Scope,
  etablissementId: string,
  file: { name: string; path: string },
): Promise<ImportSummary> {
  const { db, now } = scope;
  const maxSize = env().IMPORT_MAX_MB * 1024 * 1024;
  await checkFileSize(file.path, maxSize);
  startSandboxAhead();
  const sha256 = await fileSha256(file.path);
  const { id } = await db.transaction((tx) =>
    storeReceived(tx, scope, etablissementId, { ...file, sha256 }, NO_QUESTION),
  );
  try {
    const attempt = await beginAttempt(db, id, { from: ["received"], to: "reading", ownerId: null, now });
    if (attempt === null) throw new AttemptLostError();
    await importAtOnce(scope, attempt, { ...file, maxSize, choices: NO_QUESTION });
  } catch (error) {
    await db.delete(imports).where(eq(imports.id, id));
    throw error;
  }
  return getImportSummary(db, id);
}
