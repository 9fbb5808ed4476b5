import { stat } from "node:fs/promises";
import { and, desc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import { imports } from "@/db/schema/imports";
import type { ImportState } from "@/lib/domain/enumerations";
import { env } from "@/lib/env";
import { ServiceError } from "@/lib/errors";
import { actorId } from "@/lib/services/context";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { checkFileSize } from "@/lib/spreadsheet/file-size";
import type { ReadingChoices } from "@/lib/spreadsheet/reading.types";
import { fileSha256, keepFile } from "./kept-file";
import { type ImportRequests, requestJob } from "./queue/request-job";

type ReceivedFile = { name: string; path: string };

const AT_WORK: ImportState[] = ["reading", "applying"];
const NAME_LENGTH = 200;

const NOTHING_YET = {
  rows: 0,
  created: 0,
  modified: 0,
  unchanged: 0,
  nonApprentis: 0,
  setAside: [],
  ignoredColumns: [],
} satisfies Partial<typeof imports.$inferInsert>;

/** One at a time for an établissement: the others are refused at once rather than made to wait. Within the établissement's lock. Throws BUSY. */
export async function requireNoneAtWork(tx: Db, etablissementId: string): Promise<void> {
  const [busy] = await tx
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.etablissementId, etablissementId), inArray(imports.state, AT_WORK)))
    .limit(1);
  if (busy !== undefined) throw new ServiceError("BUSY", "Un import est en cours : réessayez dans un instant.");
}

/** The last applied import when its file was this very one. */
async function sameAsLast(tx: Db, etablissementId: string, sha256: string): Promise<string | null> {
  const [last] = await tx
    .select({ id: imports.id, sha256: imports.sha256 })
    .from(imports)
    .where(and(eq(imports.etablissementId, etablissementId), eq(imports.state, "applied")))
    .orderBy(desc(imports.at))
    .limit(1);
  return last?.sha256 === sha256 ? last.id : null;
}

/**
 * Stores the file of a new import, encrypted, and nothing else: within a transaction. Answers the import, and the one that was applied last
 * when it was of the same file.
 */
export async function storeReceived(
  tx: Db,
  scope: Pick<Scope, "actor" | "now">,
  etablissementId: string,
  file: ReceivedFile & { sha256: string },
  choices: ReadingChoices,
): Promise<{ id: string; sameAs: string | null }> {
  const { size } = await stat(file.path);
  const sameAs = await sameAsLast(tx, etablissementId, file.sha256);
  const [received] = await tx
    .insert(imports)
    .values({
      etablissementId,
      file: file.name.slice(0, NAME_LENGTH),
      at: scope.now,
      by: actorId(scope.actor),
      state: "received",
      size,
      sha256: file.sha256,
      choices,
      sameAs,
      ...NOTHING_YET,
    })
    .returning({ id: imports.id });
  if (received === undefined) throw new Error("L'import n'a pas été enregistré.");
  await keepFile(tx, { importId: received.id, etablissementId, path: file.path }, env().ENCRYPTION_KEYS);
  return { id: received.id, sameAs };
}

/**
 * Takes a file in, where it was received on disk: kept encrypted, and read by a job of the queue. The file that was applied last, again,
 * waits for a person to say that they want it read all the same. Throws INVALID_INPUT (empty, too big), FORBIDDEN, BUSY.
 */
export async function receiveImport(scope: Scope, boss: ImportRequests, file: ReceivedFile): Promise<{ id: string }> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  await checkFileSize(file.path, env().IMPORT_MAX_MB * 1024 * 1024);
  const sha256 = await fileSha256(file.path);
  return scope.db.transaction(async (tx) => {
    await allowLongWork(tx);
    await lockEtablissement(tx, etablissementId);
    await requireNoneAtWork(tx, etablissementId);
    const { id, sameAs } = await storeReceived(tx, scope, etablissementId, { ...file, sha256 }, {});
    if (sameAs === null) await requestJob(tx, boss, { kind: "read", importId: id, etablissementId });
    return { id };
  });
}
