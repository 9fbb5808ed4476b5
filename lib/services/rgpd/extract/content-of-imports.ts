import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { personFingerprint } from "@/lib/domain/identity";
import type { PersonDossierRow } from "@/lib/services/rgpd/find-person";
import { stagedRows } from "@/lib/services/rgpd/forget-staged";
import type { ExtractPart, ExtractValue } from "./extract-value.types";

/** What files that wait to be applied say of a person beside their dossiers: a year that they do not have yet, a row set aside. */
export async function stagedContent(
  db: Db,
  etablissementId: string,
  own: readonly PersonDossierRow[],
): Promise<ExtractValue> {
  const wanted = new Set(own.flatMap(({ fingerprints }) => fingerprints));
  const ids = new Set(own.map(({ id }) => id));
  const content: ExtractPart[] = [];
  for await (const page of stagedRows(db, etablissementId)) {
    for (const { importId, rank, names } of page) {
      if (!names.some((each) => wanted.has(personFingerprint(each) ?? ""))) continue;
      const [row] = await db
        .select({ file: imports.file, at: imports.at, source: importRows.source, dossierId: importRows.dossierId })
        .from(importRows)
        .innerJoin(imports, eq(imports.id, importRows.importId))
        .where(and(eq(importRows.importId, importId), eq(importRows.rank, rank)));
      // A row of one of their dossiers is told with it.
      if (row === undefined || (row.dossierId !== null && ids.has(row.dossierId))) continue;
      const received = JSON.parse(JSON.stringify(row.source)) as ExtractPart;
      content.push({ fichier: row.file, quand: row.at.toISOString(), contenu: received });
    }
  }
  return content;
}
