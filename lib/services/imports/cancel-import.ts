import { eq, sql } from "drizzle-orm";
import { imports } from "@/db/schema/imports";
import type { Scope } from "@/lib/services/etablissements/scope";
import { forgetFile } from "./attempt";
import { withImport } from "./open-import";

/**
 * Gives up an import that was not applied: nothing was written, nothing of its file stays. A job that reads it notices at its next rows.
 * Throws FORBIDDEN, NOT_FOUND, CONFLICT.
 */
export async function cancelImport(scope: Scope, importId: string): Promise<void> {
  await withImport(scope, importId, ["received", "reading", "columns", "preview"], async (tx, { id }) => {
    await tx
      .update(imports)
      .set({
        state: "cancelled",
        progress: null,
        effect: null,
        setAside: [],
        reading: null,
        attempt: sql`${imports.attempt} + 1`,
      })
      .where(eq(imports.id, id));
    await forgetFile(tx, id);
  });
}
