import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { imports } from "@/db/schema/imports";
import { actorId } from "@/lib/services/context";
import type { Scope } from "@/lib/services/etablissements/scope";
import type { ReadingChoices } from "@/lib/spreadsheet/reading.types";
import { withImport } from "./open-import";
import { type ImportRequests, requestJob } from "./queue/request-job";
import { requireNoneAtWork } from "./receive-import";

/** «Appliquer»: all the rows or none, by a job. Throws FORBIDDEN, NOT_FOUND, CONFLICT (no preview), BUSY (another one at work). */
export async function requestApplication(scope: Scope, boss: ImportRequests, importId: string): Promise<void> {
  await withImport(scope, importId, ["preview"], async (tx, { id, etablissementId }) => {
    await requireNoneAtWork(tx, etablissementId);
    const change = { state: "applying", by: actorId(scope.actor), refusal: null, attempt: 0, progress: null } as const;
    await tx.update(imports).set(change).where(eq(imports.id, id));
    await requestJob(tx, boss, { kind: "apply", importId: id, etablissementId });
  });
}

/** Has the file of an import read again, with what a person chose, within a transaction that holds the établissement. */
export async function requestReading(
  tx: Db,
  boss: ImportRequests,
  { id, etablissementId }: { id: string; etablissementId: string },
  choices?: ReadingChoices,
): Promise<void> {
  await requireNoneAtWork(tx, etablissementId);
  const change = { state: "received", sameAs: null, refusal: null, progress: null, matching: null } as const;
  await tx
    .update(imports)
    .set(choices === undefined ? change : { ...change, choices })
    .where(eq(imports.id, id));
  await requestJob(tx, boss, { kind: "read", importId: id, etablissementId });
}

/** The same file as last time, wanted all the same. Throws FORBIDDEN, NOT_FOUND, CONFLICT, BUSY. */
export async function readAnyway(scope: Scope, boss: ImportRequests, importId: string): Promise<void> {
  await withImport(scope, importId, ["received"], (tx, found) => requestReading(tx, boss, found));
}
