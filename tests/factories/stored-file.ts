import { sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { imports } from "@/db/schema/imports";
import type { ImportState } from "@/lib/domain/enumerations";
import { nothingCounted } from "@/lib/services/imports/import-counts";

/** A file that came in at an instant, without what it holds; applied, unless told otherwise. `created`: none, when all of it was set aside. */
export async function storeFile(
  db: Db,
  etablissementId: string,
  at: Date,
  state: ImportState = "applied",
  created = 1,
) {
  const file = { etablissementId, file: "export.csv", at, by: null, rows: 1, state };
  await db.insert(imports).values({ ...file, ...nothingCounted().counts, created, setAside: [], ignoredColumns: [] });
}

/** Our own report, corrected by somebody, that came back at an instant. */
export async function storeOwnReport(db: Db, etablissementId: string, at: Date) {
  const file = { etablissementId, file: "rapport.xlsx", at, by: null, rows: 1, state: "applied" as const };
  const reading = sql`'{"ownReport": true}'::jsonb`;
  await db.insert(imports).values({ ...file, ...nothingCounted().counts, setAside: [], ignoredColumns: [], reading });
}

/** A software's call at an instant, of which some dossiers were taken or none; `by`: who answered for it later. */
export async function storePush(db: Db, etablissementId: string, at: Date, created: number, by: string | null = null) {
  const push = { etablissementId, file: "Logiciel", at, by, rows: 1, origin: "push" as const };
  await db.insert(imports).values({ ...push, ...nothingCounted().counts, created, setAside: [], ignoredColumns: [] });
}
