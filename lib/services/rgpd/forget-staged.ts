import { and, eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import type { JsonObject } from "@/lib/domain/json";
import { withoutSamples } from "@/lib/services/imports/reading/without-samples";
import { possibleMarks } from "./erasure-marks";

const PER_PAGE = 2000;
const RowSchema = z.object({ importId: z.string(), rank: z.number(), source: z.string() });

/** The staged rows of an établissement, page by page, with what tells whom each names. */
export async function* stagedRows(tx: Db, etablissementId: string) {
  for (let after = { importId: "00000000-0000-0000-0000-000000000000", rank: 0 }; ; ) {
    const page = await parsedRows(
      tx,
      RowSchema,
      sql`select import_id as "importId", rank, jsonb_strip_nulls(jsonb_build_object(
          'nom_apprenant', source -> 'nom_apprenant', 'prenom_apprenant', source -> 'prenom_apprenant',
          'date_de_naissance_apprenant', source -> 'date_de_naissance_apprenant',
          'id_erp_apprenant', source -> 'id_erp_apprenant'))::text as source
        from import_rows where etablissement_id = ${etablissementId}::uuid
          and (import_id, rank) > (${after.importId}::uuid, ${after.rank}::int)
        order by import_id, rank limit ${PER_PAGE}`,
    );
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PER_PAGE) return;
    after = last;
  }
}

/**
 * Removes somebody who is erased from the files that wait to be applied, known by the marks of their erasure: their rows and the samples
 * of columns. Answers how many rows went. The files themselves stay until their purge, encrypted and shown to nobody; read again, they set
 * these rows aside.
 */
export async function forgetStaged(tx: Db, etablissementId: string, marks: readonly string[]): Promise<number> {
  const wanted = new Set(marks);
  const found: { importId: string; rank: number }[] = [];
  for await (const page of stagedRows(tx, etablissementId)) {
    for (const { source, ...place } of page) {
      const values = JSON.parse(source) as JsonObject;
      if (possibleMarks(etablissementId, values).some((mark) => wanted.has(mark))) found.push(place);
    }
  }
  for (const { importId, rank } of found) {
    await tx.delete(importRows).where(and(eq(importRows.importId, importId), eq(importRows.rank, rank)));
  }
  await clearSamples(tx, etablissementId);
  return found.length;
}

async function clearSamples(tx: Db, etablissementId: string): Promise<void> {
  const pending = await tx
    .select({ id: imports.id, reading: imports.reading })
    .from(imports)
    .where(and(eq(imports.etablissementId, etablissementId), isNotNull(imports.reading)));
  for (const { id, reading } of pending) {
    if (reading !== null)
      await tx
        .update(imports)
        .set({ reading: withoutSamples(reading) })
        .where(eq(imports.id, id));
  }
}
