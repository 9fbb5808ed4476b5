import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { classifyRows } from "@/lib/services/imports/classify/classify-rows";
import { storeClassification } from "@/lib/services/imports/classify/store-classification";
import { writeVerdicts } from "@/lib/services/imports/classify/verdicts";
import type { ImportRow } from "@/lib/services/imports/open-import";

/** Finds out again what the rows of a preview would do, after an answer: whose a row is may have changed, and with it whose the others are. */
export async function reclassify(
  tx: Db,
  { id, etablissementId }: Pick<ImportRow, "id" | "etablissementId">,
): Promise<void> {
  const target = { etablissementId, importId: id };
  const classified = await classifyRows(tx, etablissementId, id);
  const forecast = await storeClassification(tx, target, classified, (verdicts) => writeVerdicts(tx, id, verdicts));
  const rows = await tx.$count(importRows, eq(importRows.importId, id));
  await tx
    .update(imports)
    .set({ ...forecast, rows })
    .where(eq(imports.id, id));
}
