import { asc, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { jetons } from "@/db/schema/jetons";
import { pushSightings } from "@/db/schema/pushes";
import { keptBy, lastSoftwareFileOf } from "@/lib/services/preparation/holders";
import { ANNEE_SQL } from "@/lib/services/rapport/columns-sql";
import type { Absent, PushingSoftware } from "./a-surveiller.types";

/** Sent last so many days before the software's own last call, a dossier is one that it stopped sending. */
export const UNPUSHED_DAYS = 3;

/** A software goes by its name: the jeton that takes the place of one that ends has the same. */
const BY_SOFTWARE = sql`(partition by j.name)`;

/**
 * For each dossier of apprentices that a software sent: whether it still does, measured against the software's own last call, so that one
 * that is silent has let nobody go; only among the school years that it still speaks of.
 */
const seen = (etablissementId: string): SQL => sql`seen as materialized (
    select p.dossier_id, p.at, j.name, d.annee_scolaire, d.id_erp_apprenant, d.person, d.import_id,
      max(p.at) over ${BY_SOFTWARE} as last_at,
      p.at >= max(p.at) over ${BY_SOFTWARE} - make_interval(days => ${UNPUSHED_DAYS}) as fresh
    from push_sightings p join jetons j on j.id = p.jeton_id join dossiers d on d.id = p.dossier_id
    where p.etablissement_id = ${etablissementId}::uuid and d.apprenti
  ), kept as materialized (
    select k.id, i.at from imports i, lateral ${keptBy(sql`i.id`)} where i.id = ${lastSoftwareFileOf(sql`${etablissementId}::uuid`)}
  ), stopped as (
    select s.* from seen s where not s.fresh
      and exists (select 1 from seen f where f.fresh and f.name = s.name and f.annee_scolaire = s.annee_scolaire)
      -- Why was said since, a file held it since, or the same person goes on under another identifier: that is asked elsewhere.
      and not exists (select 1 from departs x where x.dossier_id = s.dossier_id and x.at >= s.at)
      and not exists (select 1 from imports i where i.id = s.import_id and i.at >= s.at)
      and not exists (select 1 from kept k where k.id = s.dossier_id and k.at >= s.at)
      and not exists (select 1 from seen f where f.fresh and f.person = s.person and f.id_erp_apprenant <> s.id_erp_apprenant)
  ), softwares as (
    select s.name, max(s.at) as last_at, (count(*) filter (where s.fresh))::int as held,
      (select count(*)::int from stopped t where t.name = s.name) as stopped
    from seen s group by s.name
  )`;

/** One that would let more go than it keeps sends its changes only: nothing can be told from its silence. */
const SENDS_ALL = sql`w.stopped <= w.held`;

const SoftwareSchema = z.object({
  name: z.string(),
  lastAt: z.coerce.date(),
  held: z.number(),
  partial: z.boolean(),
});

/** The softwares that send dossiers to an établissement, and what their silence is worth. */
export async function listPushingSoftwares(db: Db, etablissementId: string): Promise<PushingSoftware[]> {
  const found = await parsedRows(
    db,
    SoftwareSchema,
    sql`with ${seen(etablissementId)} select w.name, w.last_at as "lastAt", w.held, not (${SENDS_ALL}) as partial
      from softwares w order by w.last_at desc, w.name`,
  );
  return found.map(({ lastAt, ...software }) => ({ ...software, lastAt: lastAt.toISOString() }));
}

/** Those that the TBA took, that a software sent and that it no longer sends although it goes on sending the others. */
export const unpushedOf = (etablissementId: string): SQL => sql`${dossiers.id} in (
    with ${seen(etablissementId)}
    select s.dossier_id from stopped s join softwares w on w.name = s.name and ${SENDS_ALL}
    where exists (select 1 from submissions e where e.dossier_id = s.dossier_id and e.sent_at is not null))`;

/** The dossiers that their software stopped sending, with its name and when it last sent them. */
export async function listUnpushed(db: Db, etablissementId: string): Promise<Absent[]> {
  const found = await db
    .select({
      id: dossiers.id,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      employeur: dossiers.employeur,
      anneeScolaire: ANNEE_SQL,
      sentAt: submissions.sentAt,
      name: jetons.name,
      at: pushSightings.at,
    })
    .from(dossiers)
    .innerJoin(submissions, eq(submissions.dossierId, dossiers.id))
    .innerJoin(pushSightings, eq(pushSightings.dossierId, dossiers.id))
    .innerJoin(jetons, eq(jetons.id, pushSightings.jetonId))
    .where(unpushedOf(etablissementId))
    .orderBy(asc(dossiers.apprenantSort), asc(dossiers.numero));
  return found.map(({ sentAt, name, at, ...absent }) => ({
    ...absent,
    sentAt: sentAt?.toISOString() ?? "",
    software: { name, lastAt: at.toISOString() },
  }));
}
