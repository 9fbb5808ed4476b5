import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import type { Day } from "@/lib/domain/day";
import type { RapportFilters, RapportRow } from "@/lib/services/rapport/rapport.types";
import { heldLinesOf } from "./held/find-held-lines";
import { type KeptLines, keepLines } from "./held/keep-lines";
import { type ReadPage, readPageOf } from "./read-page";
import { isAtOnce } from "./ready-lines";
import { pageSeen, rememberPage, versionSeen } from "./seen-versions";

/** A page that was read in the same breath as the summary, for a version that it may be of. */
export type GuessedPage = { version: string; held: KeptLines | null; page: ReadPage };

const MessagesSchema = z.object({ id: z.string(), messages: z.array(z.string()) });

/**
 * A page that was read already, with what the TBA says now of the dossiers that it refused: of all that a page shows, the one thing that changes
 * and leaves no mark (`mark_rapport_submissions`).
 */
async function withMessages(db: Db, page: ReadPage): Promise<ReadPage> {
  const refused = page.rows.filter(({ etat }) => etat === "refuse").map(({ id }) => id);
  if (refused.length === 0) return page;
  const found = await parsedRows(
    db,
    MessagesSchema,
    sql`with wanted as materialized (select e::uuid as id from jsonb_array_elements_text(${JSON.stringify(refused)}::jsonb) as e)
      select s.dossier_id as id, s.tba_messages as messages from wanted join submissions s on s.dossier_id = wanted.id`,
  );
  const messages = new Map(found.map((row) => [row.id, row.messages]));
  const said = (row: RapportRow) => messages.get(row.id) ?? [];
  const isSame = (row: RapportRow) =>
    row.etat !== "refuse" || JSON.stringify(said(row)) === JSON.stringify(row.tbaMessages);
  if (page.rows.every(isSame)) return page;
  return { ...page, rows: page.rows.map((row) => (isSame(row) ? row : { ...row, tbaMessages: said(row) })) };
}

/**
 * The page that the report will show if the lines are still of the version that was last seen, read without waiting for the summary to say so; not
 * even read where it was already, of that version. To be shown only when the summary is found fresh, and of this very version: each renewal makes
 * another, and what is written leaves a mark until the next, so that nothing was written between the two readings, whichever came first. Null when there is nothing to guess
 * from, or when the version is another one already.
 */
export async function guessPage(
  db: Db,
  etablissementId: string,
  filters: RapportFilters,
  day: Day,
): Promise<GuessedPage | null> {
  const seen = versionSeen(etablissementId, day);
  if (seen === null) return null;
  const { version, total } = seen;
  const atOnce = isAtOnce(filters, total);
  const lines = atOnce ? null : await heldLinesOf(etablissementId, version);
  if (lines === null && !atOnce) return null;
  const held = lines && keepLines(lines, filters.searches);
  const known = pageSeen(seen, filters);
  if (known !== null) return { version, held, page: await withMessages(db, known) };
  const page = await readPageOf(db, etablissementId, filters, { version, total, day, held });
  if (page !== null) rememberPage(seen, filters, page);
  return page && { version, held, page };
}
