import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { imports } from "@/db/schema/imports";
import type { ImportState } from "@/lib/domain/enumerations";
import { nothingCounted } from "@/lib/services/imports/import-counts";

/** A file that came in at an instant, without what it holds; applied, unless told otherwise. */
export async function storeFile(db: Db, etablissementId: string, at: Date, state: ImportState = "applied") {
  const file = { etablissementId, file: "export.csv", at, by: null, rows: 1, state };
  await db.insert(imports).values({ ...file, ...nothingCounted().counts, setAside: [], ignoredColumns: [] });
}

/** Our own report, corrected by somebody, that came back at an instant. */
export async function storeOwnReport(db: Db, etablissementId: string, at: Date) {
  const file = { etablissementId, file: "rapport.xlsx", at, by: null, rows: 1, state: "applied" as const };
  const reading = sql`'{"ownReport": true}'::jsonb`;
  await db.insert(imports).values({ ...file, ...nothingCounted().counts, setAside: [], ignoredColumns: [], reading });
}
