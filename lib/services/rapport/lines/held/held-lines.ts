import { setImmediate as yieldToEvents } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { rapportLines } from "@/db/schema/rapport";
import type { Day } from "@/lib/domain/day";
import { lineConditions, linesOn } from "@/lib/services/rapport/lines/lines-sql";
import { listNumberedCauses, type NumberedCause } from "@/lib/services/rapport/lines/summarize-lines";
import { type CodedColumn, parseCodedColumn, parseTextColumn, SEPARATOR, type TextColumn, textAt } from "./columns";

const TEXTS = ["id", "numero", "apprenant", "employeur"] as const;
const CODED = ["formation", "statut", "soon", "etat", "notShown", "seen", "annee", "debut", "fin", "issues"] as const;
const NAMES = [...TEXTS, ...CODED] as const;
type Name = (typeof NAMES)[number];

/**
 * The lines of an établissement as they were at a version of its summary, column by column: what the report searches, sorts and counts.
 * In no order: `byNumber` has their ranks in that of their numbers. What is absent is «». `issues`: the numbers of a line's causes, «{1,2}», then its only field to correct.
 */
export type HeldLines = Readonly<Record<(typeof TEXTS)[number], TextColumn>> &
  Readonly<Record<(typeof CODED)[number], CodedColumn>> & {
    version: string;
    count: number;
    byNumber: Int32Array;
    causes: readonly NumberedCause[];
  };

/** Each column as a text, on the day that the lines were renewed for. */
function columnsOn(day: Day): Record<Name, SQL> {
  const [l, on] = [rapportLines, linesOn(day)];
  return {
    id: sql`${l.dossierId}::text`,
    numero: sql`${l.numero}::text`,
    apprenant: sql`${l.apprenantSort}`,
    employeur: sql`${l.employeurSort}`,
    formation: sql`${l.formationSort}`,
    statut: sql`${on.statut}`,
    soon: sql`${on.soon}`,
    etat: sql`${l.etat}`,
    notShown: sql`${l.notShown}::text`,
    seen: sql`${l.seen}::text`,
    annee: sql`${l.anneeScolaire}`,
    debut: sql`${l.debut}::text`,
    fin: sql`${l.fin}::text`,
    issues: sql`coalesce(${l.causes}::text, '{}') || coalesce(${l.soleChamp}, '')`,
  };
}

const RowSchema = z.object({ version: z.string().nullable(), count: z.number() }).catchall(z.string());

/** One row, whatever the number of lines: the version and the lines of one instant, in the same order in each column. */
function readColumns(db: Db, etablissementId: string, day: Day) {
  const columns = columnsOn(day);
  const named = NAMES.map((name) => sql`coalesce(${columns[name]}, '') as ${sql.identifier(name)}`);
  const joined = NAMES.map((name) => {
    const column = sql.identifier(name);
    return sql`coalesce(string_agg(l.${column}, ${SEPARATOR}), '') as ${column}`;
  });
  return parsedRows(
    db,
    RowSchema,
    sql`select s.summary ->> 'version' as version, l.* from rapport_summaries s cross join lateral (
        select count(*)::int as count, ${sql.join(joined, sql`, `)} from (
          select ${sql.join(named, sql`, `)} from rapport_lines where ${lineConditions(etablissementId, {}, day)} offset 0
        ) l
      ) l where s.etablissement_id = ${etablissementId}::uuid`,
  );
}

/** Numbers and ranks in one, which are sorted as they are: ten times quicker than by a comparison of lines. */
function orderByNumber(numero: TextColumn, count: number): Int32Array {
  const keys = Float64Array.from({ length: count }, (_, line) => Number(textAt(numero, line)) * count + line);
  return Int32Array.from(keys.sort(), (key) => key % count);
}

/**
 * The lines of an établissement from the database, and the version that they are of; null when they have none, or hold what cannot be
 * searched and sorted here exactly as the database does. Reads, and writes nothing.
 */
export async function loadHeldLines(db: Db, etablissementId: string, day: Day): Promise<HeldLines | null> {
  const [row] = await readColumns(db, etablissementId, day);
  if (row === undefined || row.version === null || row.count === 0) return null;
  const { version, count } = row;
  const parsed: Partial<Record<Name, TextColumn | CodedColumn>> = {};
  for (const [rank, name] of NAMES.entries()) {
    const parse = rank < TEXTS.length ? parseTextColumn : parseCodedColumn;
    const column = parse(String(row[name]), count);
    if (column === null) return null;
    parsed[name] = column;
    // Between two columns of a hundred thousand lines, others have their turn.
    await yieldToEvents();
  }
  const columns = parsed as Omit<HeldLines, "version" | "count" | "byNumber" | "causes">;
  const byNumber = orderByNumber(columns.numero, count);
  return { ...columns, version, count, byNumber, causes: await listNumberedCauses(db, etablissementId) };
}
