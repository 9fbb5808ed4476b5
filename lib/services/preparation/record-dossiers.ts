import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, executePrepared, parsedRows } from "@/db/database";
import type { Doubt } from "@/lib/domain/doubts";
import { jsonRecordset } from "./json-recordset";
import { type PreparedColumns, RESULT_COLUMNS } from "./prepared-columns";

export type DossierToRecord = PreparedColumns & {
  /** Its own, or the one that a new dossier gets. */
  id: string;
  isNew: boolean;
  idErpApprenant: string;
  anneeScolaire: string;
  doubts: Doubt[];
  confirmed: string[];
};

const PER_CHUNK = 1000;

const COLUMNS = [
  "idErpApprenant",
  "anneeScolaire",
  "source",
  "corrections",
  "doubts",
  "confirmed",
  "payload",
  "preparationVersion",
  ...RESULT_COLUMNS,
] as const;
const SET = jsonRecordset(COLUMNS);
/** `numero`: its rank among the newcomers of a write. */
const NUMBERED_SET = jsonRecordset([...COLUMNS, "numero"]);
/** What a correction changes: neither who it is nor what was received, which is the heaviest part of the row. */
const CORRECTED_SET = jsonRecordset(["corrections", "payload", "preparationVersion", ...RESULT_COLUMNS]);

/** The file that holds these dossiers; nothing to say of it when it is null. */
const heldBy = (importId: string | null) => (importId === null ? sql`` : sql`, import_id = ${importId}::uuid`);

/** A write whose text is made: what it asks of the database is all that is left of it. */
export type MadeWrite = (tx: Db) => Promise<void>;

/** The last number that an établissement gave, as SQL. */
const lastGiven = (etablissementId: string): SQL => sql`coalesce((select numero from dossiers
    where etablissement_id = ${etablissementId}::uuid and numero is not null order by numero desc limit 1), 0)`;

/** The last number that an établissement gave, for as long as whoever holds it alone gives the next ones; null once the database gave some itself. */
export type Numbering = { last: number | null };

/** Opens the numbering of an établissement that the transaction holds. */
export async function openNumbering(tx: Db, etablissementId: string): Promise<Numbering> {
  const [found] = await parsedRows(
    tx,
    z.object({ last: z.number() }),
    sql`select ${lastGiven(etablissementId)} as last`,
  );
  return { last: found?.last ?? null };
}

function insertNew(
  etablissementId: string,
  rows: readonly DossierToRecord[],
  importId: string | null,
  numbering: Numbering,
): MadeWrite {
  let rank = 0;
  const ranked = rows.map((row) => {
    if (row.apprenti) rank += 1;
    return { ...row, numero: row.apprenti ? rank : null };
  });
  // Known, it is not looked for at each write: of a table that it thinks empty, PostgreSQL would read the whole établissement.
  const last = numbering.last === null ? lastGiven(etablissementId) : sql`${numbering.last}::int`;
  if (numbering.last !== null) numbering.last += rank;
  const insert = sql`insert into dossiers (id, etablissement_id, import_id, numero, ${SET.list})
    select r.id, ${etablissementId}::uuid, ${importId}::uuid, ${last} + r.numero, ${SET.values} from ${NUMBERED_SET.table(ranked)}`;
  return (tx) => executePrepared(tx, insert);
}

type Numbered = Pick<DossierToRecord, "id" | "apprenti">;

/** Known dossiers that are apprentices and have no number get the next ones. */
function numberNewcomers(etablissementId: string, rows: readonly Numbered[]): MadeWrite | null {
  const apprentis = rows.flatMap(({ id, apprenti }) => (apprenti ? [id] : []));
  if (apprentis.length === 0) return null;
  const update = sql`with newcomers as (
      select d.id, row_number() over (order by r.rank) as n from dossiers d
      join (select e::uuid as id, rank from jsonb_array_elements_text(${JSON.stringify(apprentis)}::jsonb) with ordinality as t(e, rank)) r
        on r.id = d.id
      where d.etablissement_id = ${etablissementId}::uuid and d.numero is null
    )
    update dossiers d set numero = n.n + (
      select coalesce(max(numero), 0) from dossiers where etablissement_id = ${etablissementId}::uuid
    ) from newcomers n where n.id = d.id`;
  return (tx) => executePrepared(tx, update);
}

function updateKnown(etablissementId: string, rows: readonly DossierToRecord[], importId: string | null): MadeWrite[] {
  const update = sql`update dossiers d set ${SET.assignments}, modified_at = now()${heldBy(importId)}
    from ${SET.table(rows)} where d.id = r.id and d.etablissement_id = ${etablissementId}::uuid`;
  const number = numberNewcomers(etablissementId, rows);
  return [(tx) => executePrepared(tx, update), ...(number === null ? [] : [number])];
}

/**
 * Makes the text that writes prepared dossiers, new and known, and answers what sends it, in the transaction it is given: it is made while the database
 * writes those before. Known ones that become apprentices, then new apprentices, get the next numbers of the report, in the order of the rows.
 * `importId`: the file that now holds them, when there is one. The caller sees to it that the rows are few.
 */
export function makeWrite(
  etablissementId: string,
  rows: readonly DossierToRecord[],
  importId: string | null = null,
  numbering: Numbering = { last: null },
): MadeWrite {
  const known = rows.filter(({ isNew }) => !isNew);
  const fresh = rows.filter(({ isNew }) => isNew);
  if (known.some(({ apprenti }) => apprenti)) numbering.last = null;
  const writes = [
    ...(known.length > 0 ? updateKnown(etablissementId, known, importId) : []),
    ...(fresh.length > 0 ? [insertNew(etablissementId, fresh, importId, numbering)] : []),
  ];
  // Sent one behind the other, on the one connection of the transaction, which does them in this order.
  return async (tx) => {
    await Promise.all(writes.map((write) => write(tx)));
  };
}

/** Writes prepared dossiers, whatever their number, in the transaction it is given; see `makeWrite`. */
export async function recordDossiers(
  tx: Db,
  etablissementId: string,
  rows: readonly DossierToRecord[],
  importId: string | null = null,
): Promise<void> {
  for (let start = 0; start < rows.length; start += PER_CHUNK) {
    await makeWrite(etablissementId, rows.slice(start, start + PER_CHUNK), importId)(tx);
  }
}

/**
 * Writes known dossiers whose corrections alone changed, and what they now make, in the transaction it is given. `numero`: the one that it has.
 * Numbers as `recordDossiers` does. In one statement, whose text is made before anything is waited for: the caller sees to it that the rows are few.
 */
export async function recordCorrected(
  tx: Db,
  etablissementId: string,
  rows: readonly (PreparedColumns & { id: string; numero: number | null })[],
): Promise<void> {
  const number = numberNewcomers(
    etablissementId,
    rows.filter(({ numero }) => numero === null),
  );
  const update = sql`update dossiers d set ${CORRECTED_SET.assignments}, modified_at = now()
    from ${CORRECTED_SET.table(rows)} where d.id = r.id and d.etablissement_id = ${etablissementId}::uuid`;
  await Promise.all([executePrepared(tx, update), number?.(tx)]);
}
