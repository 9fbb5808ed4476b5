import { type SQL, sql } from "drizzle-orm";
import { type ColumnBytes, type Db, preparedBytes } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";
import { buildArray } from "@/lib/tba/array-builder";

/** A dossier to send, without its text: only what cutting into calls needs. `bytes`: the size of its text. */
export type DossierEligible = { id: string; bytes: number };
/** `payload`: its text in UTF-8, as it leaves; `fingerprint`: its SHA-256, as it is stored. */
export type DossierToSend = DossierEligible & { payload: Buffer; fingerprint: string };

/** `first`: the first ones with their texts, read at the same time, enough for a first call. */
export type Selection = { eligibles: DossierEligible[]; first: DossierToSend[] };

/** Answered in one of these runs, and the same since. */
const answeredBy = (runs: readonly string[]): SQL => sql`(d.id in (
    select unnest(a.dossier_ids) from calls a where a.transmission_id = any(${uuidArray(runs)}) and a.kind = 'answer'
    union all
    select r.dossier_id from results r where r.transmission_id = any(${uuidArray(runs)}) and r.outcome = 'refused'
  ) and exists (
    select 1 from submissions e where e.dossier_id = d.id and (e.sent_fingerprint = d.fingerprint or e.refused_fingerprint = d.fingerprint)
  ))`;

/** What is never null: another shape is a query of ours gone wrong. */
function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("Un dossier à transmettre a été lu à moitié.");
  return value;
}

const text = (column: ColumnBytes | undefined): string => present(column).toString("latin1");

/** Reads rows of an identifier, a text and its fingerprint; the texts are laid out as the body that they will be. */
async function readToSend(db: Db, query: SQL): Promise<DossierToSend[]> {
  const texts = buildArray();
  const names: Pick<DossierToSend, "id" | "fingerprint">[] = [];
  await preparedBytes(db, query, ([id, payload, fingerprint]) => {
    texts.add(present(payload));
    names.push({ id: text(id), fingerprint: text(fingerprint) });
  });
  const payloads = texts.end();
  return names.map(({ id, fingerprint }, rank) => {
    const payload = present(payloads[rank]);
    return { id, fingerprint, payload, bytes: payload.length };
  });
}

/**
 * The valid apprentices of an établissement with their sizes, and the first of them with their texts. All of them, or, when a run is
 * taken up, those that the TBA has not answered about in it and in those that it took up itself (`runs`).
 */
export async function selectDossiers(
  db: Db,
  etablissementId: string,
  runs: readonly string[],
  perCall: number,
): Promise<Selection> {
  const wanted = sql`from dossiers d where d.etablissement_id = ${etablissementId}::uuid and d.apprenti and not d.blocked
    ${runs.length === 0 ? sql`` : sql`and not ${answeredBy(runs)}`}`;
  // Nearly always, these are all: the list and the texts are one question.
  const first = await readToSend(
    db,
    sql`select d.id, d.payload, d.fingerprint ${wanted} order by d.id limit ${perCall}::int`,
  );
  const last = first.length < perCall ? undefined : first.at(-1);
  if (last === undefined) return { eligibles: first, first };
  const eligibles = first.map(({ id, bytes }) => ({ id, bytes }));
  await preparedBytes(
    db,
    sql`select d.id, octet_length(d.payload) ${wanted} and d.id > ${last.id}::uuid order by d.id`,
    ([id, bytes]) => eligibles.push({ id: text(id), bytes: Number(text(bytes)) }),
  );
  return { eligibles, first };
}

/** The payloads of some dossiers as they are now; those that became invalid meanwhile are left out. */
export function getPayloads(db: Db, etablissementId: string, ids: readonly string[]): Promise<DossierToSend[]> {
  return readToSend(
    db,
    sql`select d.id, d.payload, d.fingerprint from dossiers d where d.id = any(${uuidArray(ids)})
      and d.etablissement_id = ${etablissementId}::uuid and d.apprenti and not d.blocked order by d.id`,
  );
}
