import { and, desc, eq, getTableColumns } from "drizzle-orm";
import type { Db } from "@/db/database";
import { transmissions } from "@/db/schema/transmissions";
import { users } from "@/db/schema/users";
import type { TransmissionSummary } from "./transmissions.types";

const { eligibleIds: _, ...WITHOUT_DOSSIERS } = getTableColumns(transmissions);
const COLUMNS = { ...WITHOUT_DOSSIERS, name: users.name };
type Row = Omit<typeof transmissions.$inferSelect, "eligibleIds"> & { name: string | null };

function toSummary({ name, startedAt, endedAt, ...l }: Row): TransmissionSummary {
  const { id, status, trigger, eligibles, accepted, refused, notSent, invalides, waitingFor, resumedFrom, error } = l;
  return {
    id,
    status,
    trigger,
    by: name,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    eligibles,
    accepted,
    refused,
    notSent,
    invalides,
    waitingFor,
    resumedFrom,
    error,
  };
}

const query = (db: Db) => db.select(COLUMNS).from(transmissions).leftJoin(users, eq(users.id, transmissions.by));

/** The bilan of a run of ours. */
export async function getSummary(db: Db, transmissionId: string): Promise<TransmissionSummary> {
  const [row] = await query(db).where(eq(transmissions.id, transmissionId));
  if (row === undefined) throw new Error("Transmission introuvable.");
  return toSummary(row);
}

/** Some runs of an établissement, the last one first. */
export async function listLatest(db: Db, etablissementId: string, limit: number, offset: number) {
  const found = await query(db)
    .where(eq(transmissions.etablissementId, etablissementId))
    .orderBy(desc(transmissions.startedAt), desc(transmissions.id))
    .limit(limit)
    .offset(offset);
  return found.map(toSummary);
}

/** A run of an établissement, null when it is of another one or does not exist. */
export async function findSummary(db: Db, etablissementId: string, id: string): Promise<TransmissionSummary | null> {
  const [row] = await query(db).where(
    and(eq(transmissions.etablissementId, etablissementId), eq(transmissions.id, id)),
  );
  return row === undefined ? null : toSummary(row);
}
