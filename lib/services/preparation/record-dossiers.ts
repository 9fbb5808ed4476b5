import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
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
const KNOWN_SET = jsonRecordset(COLUMNS);
const NEW_SET = jsonRecordset([...COLUMNS, "numero"]);
/** What a correction changes: neither who it is nor what was received, which is the heaviest part of the row. */
const CORRECTED_SET = jsonRecordset(["corrections", "payload", "preparationVersion", ...RESULT_COLUMNS]);

const MaxSchema = z.object({ numero: z.number() });

async function lastNumero(tx: Db, etablissementId: string): Promise<number> {
  const max = sql`select numero from dossiers where etablissement_id = ${etablissementId}::uuid and numero is not null
    order by numero desc limit 1`;
  const [found] = await parsedRows(tx, MaxSchema, max);
  return found?.numero ?? 0;
}

/** The file that holds these dossiers; nothing to say of it when it is null. */
const heldBy = (importId: string | null) => (importId === null ? sql`` : sql`, import_id = ${importId}::uuid`);

async function insertNew(
  tx: Db,
  etablissementId: string,
  rows: readonly DossierToRecord[],
  importId: string | null,
): Promise<void> {
  let numero = await lastNumero(tx, etablissementId);
  const numbered = rows.map((row) => {
    if (row.apprenti) numero += 1;
    return { ...row, numero: row.apprenti ? numero : null };
  });
  await tx.execute(sql`insert into dossiers (id, etablissement_id, import_id, ${NEW_SET.list})
    select r.id, ${etablissementId}::uuid, ${importId}::uuid, ${NEW_SET.values} from ${NEW_SET.table(numbered)}`);
}

type Numbered = Pick<DossierToRecord, "id" | "apprenti">;

/** Known dossiers that are apprentices and have no number get the next ones. */
async function numberNewcomers(tx: Db, etablissementId: string, rows: readonly Numbered[]): Promise<void> {
  const apprentis = rows.flatMap(({ id, apprenti }) => (apprenti ? [id] : []));
  if (apprentis.length === 0) return;
  await tx.execute(sql`with newcomers as (
      select d.id, row_number() over (order by r.rank) as n from dossiers d
      join (select e::uuid as id, rank from jsonb_array_elements_text(${JSON.stringify(apprentis)}::jsonb) with ordinality as t(e, rank)) r
        on r.id = d.id
      where d.etablissement_id = ${etablissementId}::uuid and d.numero is null
    )
    update dossiers d set numero = n.n + (
      select coalesce(max(numero), 0) from dossiers where etablissement_id = ${etablissementId}::uuid
    ) from newcomers n where n.id = d.id`);
}

async function updateKnown(
  tx: Db,
  etablissementId: string,
  rows: readonly DossierToRecord[],
  importId: string | null,
): Promise<void> {
  await tx.execute(sql`update dossiers d set ${KNOWN_SET.assignments}, modified_at = now()${heldBy(importId)}
    from ${KNOWN_SET.table(rows)} where d.id = r.id and d.etablissement_id = ${etablissementId}::uuid`);
  await numberNewcomers(tx, etablissementId, rows);
}

/**
 * Writes prepared dossiers, new and known, in the transaction it is given. Known ones that become apprentices, then new apprentices, get the next
 * numbers of the report, in the order of the rows. `importId`: the file that now holds them, when there is one.
 */
export async function recordDossiers(
  tx: Db,
  etablissementId: string,
  rows: readonly DossierToRecord[],
  importId: string | null = null,
): Promise<void> {
  for (let start = 0; start < rows.length; start += PER_CHUNK) {
    const chunk = rows.slice(start, start + PER_CHUNK);
    const known = chunk.filter(({ isNew }) => !isNew);
    const fresh = chunk.filter(({ isNew }) => isNew);
    if (known.length > 0) await updateKnown(tx, etablissementId, known, importId);
    if (fresh.length > 0) await insertNew(tx, etablissementId, fresh, importId);
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
  await tx.execute(sql`update dossiers d set ${CORRECTED_SET.assignments}, modified_at = now()
    from ${CORRECTED_SET.table(rows)} where d.id = r.id and d.etablissement_id = ${etablissementId}::uuid`);
  const unnumbered = rows.filter(({ numero }) => numero === null);
  if (unnumbered.length > 0) await numberNewcomers(tx, etablissementId, unnumbered);
}
