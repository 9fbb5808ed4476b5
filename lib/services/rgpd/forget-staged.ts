import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { importChanges, importRows } from "@/db/schema/import-staging";
import { imports } from "@/db/schema/imports";
import { effectiveValues } from "@/lib/domain/corrections";
import type { JsonObject } from "@/lib/domain/json";
import { AS_READ, splitMends } from "@/lib/domain/mended-cells";
import { dropSamples } from "@/lib/services/imports/reading/drop-samples";
import { possibleMarks } from "@/lib/services/preparation/erasure-marks";

const PER_PAGE = 2000;
const RowSchema = z.object({ importId: z.string(), rank: z.number(), source: z.string() });
type StagedRow = { importId: string; rank: number; names: JsonObject[] };

/** Whom a row names: as it was typed again, and as its file says it. */
function namesOf(source: JsonObject): JsonObject[] {
  const said = splitMends(source);
  return said.source === source ? [source] : [source, said.source];
}

/** The staged rows of an établissement, page by page, with what tells whom each names (`names`). */
export async function* stagedRows(tx: Db, etablissementId: string): AsyncGenerator<StagedRow[]> {
  for (let after = { importId: "00000000-0000-0000-0000-000000000000", rank: 0 }; ; ) {
    const page = await parsedRows(
      tx,
      RowSchema,
      sql`select import_id as "importId", rank, jsonb_strip_nulls(jsonb_build_object(
          'nom_apprenant', source -> 'nom_apprenant', 'prenom_apprenant', source -> 'prenom_apprenant',
          'date_de_naissance_apprenant', source -> 'date_de_naissance_apprenant',
          'id_erp_apprenant', source -> 'id_erp_apprenant', ${AS_READ}::text, source -> ${AS_READ}::text))::text as source
        from import_rows where etablissement_id = ${etablissementId}::uuid
          and (import_id, rank) > (${after.importId}::uuid, ${after.rank}::int)
        order by import_id, rank limit ${PER_PAGE}`,
    );
    yield page.map(({ source, ...place }) => ({ ...place, names: namesOf(JSON.parse(source) as JsonObject) }));
    const last = page.at(-1);
    if (last === undefined || page.length < PER_PAGE) return;
    after = last;
  }
}

/**
 * Removes somebody who is erased from the files that wait to be applied, known by the marks of their erasure: their rows and the samples
 * of columns. Answers the previews that lost a row, to be found out again once their dossiers are gone. The files themselves stay until their purge, encrypted and shown to
 * nobody; read again, they set these rows aside.
 */
export async function forgetStaged(tx: Db, etablissementId: string, marks: readonly string[]): Promise<string[]> {
  const wanted = new Set(marks);
  const found: { importId: string; rank: number }[] = [];
  for await (const page of stagedRows(tx, etablissementId)) {
    for (const { names, ...place } of page) {
      const own = names.flatMap((each) => possibleMarks(etablissementId, each));
      if (own.some((mark) => wanted.has(mark))) found.push(place);
    }
  }
  for (const { importId, rank } of found) {
    await tx.delete(importRows).where(and(eq(importRows.importId, importId), eq(importRows.rank, rank)));
  }
  await dropSamples(tx, eq(imports.etablissementId, etablissementId));
  const touched = [...new Set(found.map(({ importId }) => importId))];
  const shown = and(inArray(imports.id, touched), eq(imports.state, "preview"));
  return (await tx.select({ id: imports.id }).from(imports).where(shown)).map(({ id }) => id);
}

/** Removes them from what the last import would give back, were it undone: a dossier that was theirs, and is now somebody else's. */
export async function forgetBefore(tx: Db, etablissementId: string, marks: readonly string[]): Promise<void> {
  const wanted = new Set(marks);
  const { importId, dossierId, before } = importChanges;
  const own = and(eq(importChanges.etablissementId, etablissementId), isNotNull(before));
  for (const change of await tx.select({ importId, dossierId, before }).from(importChanges).where(own)) {
    if (change.before === null) continue;
    const { source, corrections } = change.before;
    const named = [source, effectiveValues(source, corrections)].flatMap((each) =>
      possibleMarks(etablissementId, each),
    );
    if (!named.some((mark) => wanted.has(mark))) continue;
    const theirs = and(eq(importId, change.importId), eq(dossierId, change.dossierId));
    await tx.update(importChanges).set({ before: null }).where(theirs);
  }
}
