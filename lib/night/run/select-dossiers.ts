import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, preparedRows } from "@/db/database";
import { uuidArray } from "@/db/uuid-array";

/** A dossier to send, without its text: only what cutting into calls needs. */
export type DossierEligible = { id: string; bytes: number };
export type DossierToSend = { id: string; payload: string; fingerprint: string; bytes: number };

/** `first`: the first ones with their texts, read at the same time, enough for a first call. */
export type Selection = { eligibles: DossierEligible[]; first: DossierToSend[]; invalides: number };

const ToSendSchema = z.object({ id: z.string(), payload: z.string(), fingerprint: z.string(), bytes: z.number() });
const FoundSchema = ToSendSchema.extend({ blocked: z.boolean(), payload: z.string().nullable() });

/** Answered in one of these runs, and the same since. */
const answeredBy = (runs: readonly string[]): SQL => sql`(d.id in (
    select unnest(a.dossier_ids) from calls a where a.transmission_id = any(${uuidArray(runs)}) and a.kind = 'answer'
    union all
    select r.dossier_id from results r where r.transmission_id = any(${uuidArray(runs)}) and r.outcome = 'refused'
  ) and exists (
    select 1 from submissions e where e.dossier_id = d.id and (e.sent_fingerprint = d.fingerprint or e.refused_fingerprint = d.fingerprint)
  ))`;

/**
 * The apprentices of an établissement: how many are «Invalide pour TBA», and the valid ones with their sizes in bytes. All of them, or,
 * when a run is taken up, those that the TBA has not answered about in it and in those that it took up itself (`runs`).
 */
export async function selectDossiers(
  db: Db,
  etablissementId: string,
  runs: readonly string[],
  perCall: number,
): Promise<Selection> {
  const found = await preparedRows(
    db,
    FoundSchema,
    sql`select d.id, octet_length(d.payload) as bytes, d.blocked, d.fingerprint,
        case when not d.blocked and row_number() over (partition by d.blocked order by d.id) <= ${perCall} then d.payload end as payload
      from dossiers d where d.etablissement_id = ${etablissementId}::uuid and d.apprenti
        ${runs.length === 0 ? sql`` : sql`and (d.blocked or not ${answeredBy(runs)})`}
      order by d.id`,
  );
  const eligibles: DossierEligible[] = [];
  const first: DossierToSend[] = [];
  for (const { id, bytes, blocked, payload, fingerprint } of found) {
    if (blocked) continue;
    eligibles.push({ id, bytes });
    if (payload !== null) first.push({ id, payload, fingerprint, bytes });
  }
  return { eligibles, first, invalides: found.length - eligibles.length };
}

/** The payloads of some dossiers as they are now; those that became invalid meanwhile are left out. */
export function getPayloads(db: Db, etablissementId: string, ids: readonly string[]): Promise<DossierToSend[]> {
  return preparedRows(
    db,
    ToSendSchema,
    sql`select d.id, d.payload, d.fingerprint, octet_length(d.payload) as bytes from dossiers d where d.id = any(${uuidArray(ids)})
      and d.etablissement_id = ${etablissementId}::uuid and d.apprenti and not d.blocked order by d.id`,
  );
}
