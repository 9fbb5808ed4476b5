import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { departs } from "@/db/schema/a-surveiller";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { pushSightings } from "@/db/schema/pushes";
import { users } from "@/db/schema/users";
import { isKeptBy, keptBy, tellsWhoIsThere } from "@/lib/services/preparation/holders";
import { ANNEE_SQL } from "@/lib/services/rapport/columns-sql";
import type { Absent, DeclaredDepart, LastFile } from "./a-surveiller.types";

const HELD = sql<number>`${imports.created} + ${imports.modified} + ${imports.unchanged}`;

/** A push says nothing of who left. */
const OF_SOFTWARE = sql`${imports.origin} = 'file' and ${tellsWhoIsThere(sql`${imports.reading}`)}`;

type FileRow = LastFile & { id: string };

/** The last file of the établissement, compared with the one before; null before the first one. */
export async function getLastFile(db: Db, etablissementId: string): Promise<FileRow | null> {
  const [last, before] = await db
    .select({ id: imports.id, file: imports.file, at: imports.at, held: HELD, nonApprentis: imports.nonApprentis })
    .from(imports)
    .where(and(eq(imports.etablissementId, etablissementId), eq(imports.state, "applied"), OF_SOFTWARE))
    .orderBy(desc(imports.at))
    .limit(2);
  if (last === undefined) return null;
  const heldBefore = before?.held ?? null;
  const partial = heldBefore !== null && last.held * 2 < heldBefore;
  return { ...last, at: last.at.toISOString(), heldBefore, partial };
}

/**
 * Those that the TBA took, that an earlier file held and that the last one does not, among the school years that it speaks of. Somebody who
 * said why since then has answered; a software that sent them since then has too.
 */
export function absentsOf(etablissementId: string, lastId: string): SQL {
  // Materialised: nearly always nobody is left after this first sieve, and the rest is then not even read.
  return sql`${dossiers.id} in (
    with candidates as materialized (
      select d.id, d.annee_scolaire, d.import_id from dossiers d
      where d.etablissement_id = ${etablissementId}::uuid and d.apprenti
        and d.import_id is not null and d.import_id <> ${lastId}::uuid and not ${isKeptBy(sql`d.id`, sql`${lastId}::uuid`)}
    )
    select c.id from candidates c
    where exists (select 1 from submissions e where e.dossier_id = c.id and e.sent_at is not null)
      and not exists (select 1 from departs p join imports i on i.id = c.import_id
        where p.dossier_id = c.id and p.at >= i.at)
      and not exists (select 1 from push_sightings s join imports i on i.id = ${lastId}::uuid
        where s.dossier_id = c.id and s.at >= i.at)
      and c.annee_scolaire in (select t.annee_scolaire from dossiers t
        where t.etablissement_id = ${etablissementId}::uuid and t.import_id = ${lastId}::uuid
        union select t.annee_scolaire from ${keptBy(sql`${lastId}::uuid`)} join dossiers t on t.id = k.id)
  )`;
}

/** The dossiers that the last file no longer holds; none when it is partial. */
export async function listAbsents(db: Db, etablissementId: string, file: FileRow | null): Promise<Absent[]> {
  if (file === null || file.partial) return [];
  const found = await db
    .select({
      id: dossiers.id,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      employeur: dossiers.employeur,
      anneeScolaire: ANNEE_SQL,
      sentAt: submissions.sentAt,
    })
    .from(dossiers)
    .innerJoin(submissions, eq(submissions.dossierId, dossiers.id))
    .where(absentsOf(etablissementId, file.id))
    .orderBy(asc(dossiers.apprenantSort), asc(dossiers.numero));
  return found.map(({ sentAt, ...l }) => ({ ...l, sentAt: sentAt?.toISOString() ?? "", software: null }));
}

/** The departures that staff declared, the last first. */
export async function listDeparts(db: Db, etablissementId: string, file: FileRow | null): Promise<DeclaredDepart[]> {
  const found = await db
    .select({
      id: dossiers.id,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      held:
        file === null
          ? sql<boolean>`false`
          : sql<boolean>`(${dossiers.importId} is not distinct from ${file.id}::uuid or ${isKeptBy(sql`${dossiers.id}`, sql`${file.id}::uuid`)})`,
      reason: departs.reason,
      date: departs.date,
      at: departs.at,
      name: users.name,
      kept: submissions.keptExclusion,
      pushedAt: pushSightings.at,
    })
    .from(departs)
    .innerJoin(dossiers, eq(dossiers.id, departs.dossierId))
    .leftJoin(submissions, eq(submissions.dossierId, departs.dossierId))
    .leftJoin(pushSightings, eq(pushSightings.dossierId, departs.dossierId))
    .leftJoin(users, eq(users.id, departs.by))
    .where(eq(dossiers.etablissementId, etablissementId))
    .orderBy(desc(departs.at), asc(dossiers.apprenantSort));
  return found.map(({ held, at, name, kept, pushedAt, ...l }) => ({
    ...l,
    keptExclusion: l.reason === "exclusion" ? kept : null,
    at: at.toISOString(),
    by: name ?? "une personne partie depuis",
    returned: held || (pushedAt !== null && pushedAt > at),
  }));
}
