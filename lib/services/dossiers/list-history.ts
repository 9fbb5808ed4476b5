import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { changeSets, correctionChanges, correctionOutcomes } from "@/db/schema/corrections";
import { imports } from "@/db/schema/imports";
import { results } from "@/db/schema/transmissions";
import { users } from "@/db/schema/users";
import { CALL_KINDS } from "@/lib/domain/enumerations";
import { holderOf } from "@/lib/services/preparation/holders";
import type { ChangedValue, TimelineEvent } from "./dossiers.types";

const TRANSMISSIONS = 30;
const CORRECTIONS = 200;
const WENT = "une personne partie depuis";

type Located = { id: string; etablissementId: string; importId: string | null; createdAt: Date };

async function receipts(db: Db, dossier: Located): Promise<TimelineEvent[]> {
  const holder = await holderOf(db, dossier);
  if (holder === null) return [];
  const [found] = await db
    .select({ id: imports.id, at: imports.at, file: imports.file, name: users.name })
    .from(imports)
    .leftJoin(users, eq(users.id, imports.by))
    .where(eq(imports.id, holder));
  if (found === undefined) return [];
  const { id: importId, at, file, name } = found;
  return [{ kind: "import", at: at.toISOString(), by: name ?? WENT, importId, file }];
}

async function corrections(db: Db, { id }: Located): Promise<TimelineEvent[]> {
  const found = await db
    .select({ row: correctionChanges, batch: changeSets, name: users.name })
    .from(correctionChanges)
    .innerJoin(changeSets, eq(changeSets.id, correctionChanges.changeSetId))
    .leftJoin(users, eq(users.id, changeSets.by))
    .where(eq(correctionChanges.dossierId, id))
    .orderBy(desc(changeSets.at))
    .limit(CORRECTIONS);
  const byChangeSet = new Map<string, Extract<TimelineEvent, { kind: "correction" }>>();
  for (const { row, batch, name } of found) {
    const source = row.before?.source ?? row.after?.source ?? null;
    const value: ChangedValue = {
      champ: row.champ,
      before: row.before === null ? source : row.before.value,
      after: row.after === null ? source : row.after.value,
    };
    const known = byChangeSet.get(batch.id);
    if (known !== undefined) known.values.push(value);
    else {
      const { title, undoneAt } = batch;
      const undoneIso = undoneAt?.toISOString() ?? null;
      const at = batch.at.toISOString();
      byChangeSet.set(batch.id, { kind: "correction", at, by: name ?? WENT, title, values: [value], undoneIso });
    }
  }
  return [...byChangeSet.values()];
}

async function correctionEnds(db: Db, { id }: Located): Promise<TimelineEvent[]> {
  const found = await db
    .select({ outcome: correctionOutcomes, at: imports.at })
    .from(correctionOutcomes)
    .innerJoin(imports, eq(imports.id, correctionOutcomes.importId))
    .where(eq(correctionOutcomes.dossierId, id))
    .orderBy(desc(imports.at))
    .limit(CORRECTIONS);
  return found.map(({ outcome: { importId, champ, outcome, correction, received }, at }) => ({
    kind: "correction-ended",
    at: at.toISOString(),
    importId,
    outcome,
    value: { champ, before: correction.value, after: received },
  }));
}

const CallSchema = z.object({
  transmission_id: z.string(),
  at: z.string(),
  name: z.string().nullable(),
  kind: z.enum(CALL_KINDS).nullable(),
});

/** The last runs that had it: the last call that held it, and what came of it. */
async function submissions(db: Db, { id, etablissementId }: Located): Promise<TimelineEvent[]> {
  const calls = await parsedRows(
    db,
    CallSchema,
    sql`select distinct on (t.started_at, t.id) t.id as transmission_id, u.name, a.kind,
        to_char(coalesce(a.answered_at, a.requested_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
      from (select id, started_at, by from transmissions where etablissement_id = ${etablissementId}::uuid
        order by started_at desc limit ${TRANSMISSIONS}) as t
      join calls a on a.transmission_id = t.id and a.dossier_ids @> array[${id}::uuid]
      left join users u on u.id = t.by
      order by t.started_at desc, t.id, a.sequence desc`,
  );
  if (calls.length === 0) return [];
  const missing = await db
    .select({ transmissionId: results.transmissionId, outcome: results.outcome, messages: results.messages })
    .from(results)
    .where(
      and(
        eq(results.dossierId, id),
        inArray(
          results.transmissionId,
          calls.map((a) => a.transmission_id),
        ),
      ),
    );
  const byTransmission = new Map(missing.map((m) => [m.transmissionId, m]));
  return calls.map(({ transmission_id, at, name, kind }) => {
    const missing = byTransmission.get(transmission_id);
    const outcome = missing?.outcome ?? (kind === "answer" ? "accepted" : "unanswered");
    return { kind: "submission", at, by: name, outcome, messages: missing?.messages ?? [] };
  });
}

/** What happened to a dossier, the last first. */
export async function listHistory(db: Db, dossier: Located): Promise<TimelineEvent[]> {
  const all = [
    ...(await submissions(db, dossier)),
    ...(await correctionEnds(db, dossier)),
    ...(await corrections(db, dossier)),
    ...(await receipts(db, dossier)),
  ];
  all.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return [...all, { kind: "creation", at: dossier.createdAt.toISOString() }];
}
