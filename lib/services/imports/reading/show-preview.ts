import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import { importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { type Attempt, checkOwn, progressTeller, updateOwn } from "@/lib/services/imports/attempt";
import { classifyReceived } from "@/lib/services/imports/classify/classify-rows";
import { fileKindOf } from "@/lib/services/imports/classify/file-kind";
import { type StoreVerdicts, storeClassification } from "@/lib/services/imports/classify/store-classification";
import { reclassify } from "@/lib/services/imports/preview/reclassify";
import { listErasures } from "@/lib/services/preparation/set-erased-aside";
import type { RowSetAside } from "@/lib/spreadsheet/reading.types";
import { carryMends } from "./carry-mends";
import { dropSamples } from "./drop-samples";
import { forgetErased } from "./forget-erased";
import type { SpooledRows } from "./spool-rows";
import { stageJudged, stageStopped } from "./stage-rows";

const erasedIn = async (db: Db, etablissementId: string) =>
  (await listErasures(db, etablissementId))
    .map(({ id }) => id)
    .sort()
    .join();

/** Finds out what the rows of a file would do, stages them with it, and shows the import as a preview. Throws AttemptLostError. */
export async function showPreview(
  { db, stopSignal }: { db: Db; stopSignal?: AbortSignal },
  attempt: Attempt,
  spooled: SpooledRows,
  leftOut: readonly RowSetAside[],
): Promise<void> {
  const tell = progressTeller(db, attempt, "reading", new Date().toISOString());
  const { importId, etablissementId } = attempt;
  const erased = await erasedIn(db, etablissementId);
  const { rows, setAside } = await carryMends(db, etablissementId, spooled, leftOut);
  const { received, load } = rows;
  const stopped = await forgetErased(db, etablissementId, setAside);
  await stageStopped(db, attempt, stopped, received.length);
  const kind = await fileKindOf(db, importId);
  const classified = await classifyReceived(db, etablissementId, received, load, kind);
  // A sample may be a cell of theirs.
  const namesErased =
    classified.setAside.some(({ reason }) => reason.kind === "erased") ||
    stopped.some((row) => !setAside.includes(row));
  const store: StoreVerdicts = async (verdicts, judged) =>
    stageJudged(db, attempt, verdicts, judged === null ? await load(verdicts) : judged.full);
  const forecast = await storeClassification(db, attempt, classified, store, async (done, total) => {
    await checkOwn(db, attempt, "reading");
    stopSignal?.throwIfAborted();
    tell(done, total);
  });
  await db.transaction(async (tx) => {
    await allowLongWork(tx);
    // Who erases somebody holds the établissement: either these rows were there for them to remove, or what they did is seen here.
    await lockEtablissement(tx, etablissementId);
    const count = await tx.$count(importRows, eq(importRows.importId, importId));
    await updateOwn(tx, attempt, "reading", { ...forecast, rows: count, state: "preview", progress: null });
    if ((await erasedIn(tx, etablissementId)) !== erased) await reclassify(tx, { id: importId, etablissementId });
    if (namesErased) await dropSamples(tx, eq(imports.id, importId));
  });
}
