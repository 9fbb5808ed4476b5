import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import type { Corrections } from "@/lib/domain/corrections";
import { identifierOf, yearOf } from "@/lib/domain/identity-fields";
import type { JsonObject } from "@/lib/domain/json";
import { AS_READ, asRead, markFilled } from "@/lib/domain/mended-cells";
import { describeMissing, IDENTITY_FIELDS, missingFields } from "@/lib/domain/set-aside-reason";
import { toStorableJson } from "@/lib/domain/storable-json";
import { inSlices } from "@/lib/services/imports/slices";
import type { RowSetAside } from "@/lib/spreadsheet/reading.types";
import type { SpooledRows } from "./spool-rows";

const MendedSchema = z.object({ id: z.string(), year: z.string(), corrections: z.string() });

const keyOf = (id: string, year: string) => JSON.stringify([id, year]);

/** The corrections of the dossiers that such rows name, of what tells who somebody is. */
async function loadMended(db: Db, etablissementId: string, sources: readonly JsonObject[]) {
  const named = sources.map((source) => ({ id: identifierOf(source), year: yearOf(source) }));
  const found = await parsedRows(
    db,
    MendedSchema,
    sql`select d.id_erp_apprenant as id, d.annee_scolaire as year, d.corrections::text as corrections
      from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as n(id text, year text)
      join dossiers d on d.etablissement_id = ${etablissementId}::uuid and d.id_erp_apprenant = n.id and d.annee_scolaire = n.year
      where d.corrections ?| array[${sql.join(
        IDENTITY_FIELDS.map((champ) => sql`${champ}`),
        sql`, `,
      )}]`,
  );
  return new Map(found.map(({ id, year, corrections }) => [keyOf(id, year), JSON.parse(corrections) as Corrections]));
}

/** The row with what was typed in it once, as if it were typed again; null when something of it was not. */
function mend(source: JsonObject, corrections: Corrections): JsonObject | null {
  const fields = missingFields(source);
  const typed: JsonObject = {};
  for (const champ of fields) {
    const { value = null, source: said } = corrections[champ] ?? {};
    if (value === null || (said ?? null) !== null) return null;
    typed[champ] = value;
  }
  const read = Object.fromEntries(fields.map((champ) => [champ, null]));
  return { ...source, ...typed, [AS_READ]: { ...asRead(source), ...read } };
}

type LeftOutRow = { sheet: string; row: number; source: JsonObject };

/** What a row that was left out says, where it names somebody by an identifier alone, and for no other reason; null otherwise. */
function nameable({ source, reason }: RowSetAside): JsonObject | null {
  if (source === undefined || identifierOf(source) === "") return null;
  const missing = missingFields(source);
  // One that a line break cuts lacks its end too: it would be taken without its contract.
  return missing.length === 0 || !reason.endsWith(describeMissing(missing)) ? null : toStorableJson(source);
}

const withFilled = ({ source, ...row }: RowSetAside): RowSetAside =>
  source === undefined ? row : { ...row, source: markFilled(source) };

/** The rows of the file, then others, as it was found that they are to be read. */
function followedBy({ received, load }: SpooledRows, others: readonly LeftOutRow[]): SpooledRows {
  const last = received.length;
  const added = others.map((row, place) => ({ ...row, rank: last + place + 1, answer: null }));
  return {
    received: [...received, ...added],
    load: async (wanted) => {
      const own = await load(wanted.filter(({ rank }) => rank <= last));
      let next = 0;
      return wanted.flatMap((each) => {
        const other = others[each.rank - last - 1];
        const found = other === undefined ? own[next++] : { ...each, ...other, doubts: [], confirmed: [] };
        return found === undefined ? [] : [found];
      });
    },
  };
}

/**
 * The rows of a file with those that its reader left out for want of a name or a birth date, where somebody typed it when an earlier file left it out
 * too: it is a correction, which holds while the software says no more. The others stay aside.
 */
export async function carryMends(
  db: Db,
  etablissementId: string,
  spooled: SpooledRows,
  leftOut: readonly RowSetAside[],
): Promise<{ rows: SpooledRows; setAside: readonly RowSetAside[] }> {
  const mended: LeftOutRow[] = [];
  const setAside: RowSetAside[] = [];
  for await (const read of inSlices(leftOut)) {
    const slice = read.map(withFilled);
    const named = slice.map(nameable).filter((source) => source !== null);
    const corrections = named.length === 0 ? null : await loadMended(db, etablissementId, named);
    for (const row of slice) {
      const source = nameable(row);
      const known = source === null ? undefined : corrections?.get(keyOf(identifierOf(source), yearOf(source)));
      const typed = source === null || known === undefined ? null : mend(source, known);
      if (typed === null) setAside.push(row);
      else mended.push({ sheet: row.sheet, row: row.row, source: typed });
    }
  }
  return { rows: mended.length === 0 ? spooled : followedBy(spooled, mended), setAside };
}
