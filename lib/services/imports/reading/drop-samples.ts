import { and, eq, isNotNull, type SQL } from "drizzle-orm";
import type { Db } from "@/db/database";
import { imports } from "@/db/schema/imports";
import { withoutSamples } from "./without-samples";

/** Removes from some imports what their cells hold, as samples of columns. */
export async function dropSamples(tx: Db, which: SQL): Promise<void> {
  const read = await tx
    .select({ id: imports.id, reading: imports.reading })
    .from(imports)
    .where(and(which, isNotNull(imports.reading)));
  for (const { id, reading } of read) {
    if (reading !== null)
      await tx
        .update(imports)
        .set({ reading: withoutSamples(reading) })
        .where(eq(imports.id, id));
  }
}
