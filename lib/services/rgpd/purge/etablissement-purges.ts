import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { addDays, type Day } from "@/lib/domain/day";
import type { RetentionKind } from "@/lib/domain/enumerations";
import { schoolYearEnd } from "@/lib/domain/retention";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { forgetDossiers, isTransmitting, keepRunsOut } from "@/lib/services/dossiers/forget-dossiers";
import { anneeOf } from "@/lib/services/preparation/annee-sql";
import { isKeptBy, lastSoftwareFileOf, tellsWhoIsThere } from "@/lib/services/preparation/holders";
import { countRemoved, PER_BATCH } from "./purge-batch";

/** Removes a batch of what is older than `day` in an établissement, on the day that it is (`today`); answers how many rows. */
export type EtablissementPurge = (tx: Db, etablissementId: string, day: Day, today: Day) => Promise<number>;

const CORRECTED_YEAR = anneeOf(sql`d`);

/** The last day of the training as it is sent, «AAAA-MM-JJ»: the column "fin" is the contract's own. */
const END_OF_FORMATION = sql`substring(d.payload from '"date_fin_formation":"([0-9]{4}-[0-9]{2}-[0-9]{2})')`;
/** A later one stands for «never», as programs write it: nothing lasts until then. */
const NO_LATER: Day = "2100-01-01";

const startOf = (day: Day): SQL => sql`(${day}::date::timestamp at time zone 'Europe/Paris')`;

/** The years of an établissement, received or corrected, that were over before a day. A year that cannot be read is never over. */
async function yearsOver(tx: Db, etablissementId: string, day: Day): Promise<string[]> {
  const found = await parsedRows(
    tx,
    z.object({ year: z.string() }),
    sql`select distinct y.year from dossiers d cross join lateral (values (d.annee_scolaire), (${CORRECTED_YEAR})) as y(year)
      where d.etablissement_id = ${etablissementId}::uuid`,
  );
  return found.flatMap(({ year }) => {
    const end = schoolYearEnd(year);
    return end !== null && addDays(end, 1) <= day ? [year] : [];
  });
}

/**
 * The dossiers of school years over for long, as received and as corrected. Not those that the last file still holds (it would bring them back, without their
 * corrections) or that a software still pushes (seen in the month of its last call), nor those whose training or contract goes on: the night still sends them. While a transmission is under way, none: the next
 * round of the day takes them.
 */
const purgeDossiers: EtablissementPurge = async (tx, etablissementId, day, today) => {
  await lockEtablissement(tx, etablissementId);
  if (await isTransmitting(tx, etablissementId)) return 0;
  const years = await yearsOver(tx, etablissementId, day);
  if (years.length === 0) return 0;
  const isOver = (year: SQL) => sql`${year} in (select jsonb_array_elements_text(${JSON.stringify(years)}::jsonb))`;
  const lastFile = lastSoftwareFileOf(sql`${etablissementId}::uuid`);
  const found = await parsedRows(
    tx,
    z.object({ id: z.string() }),
    sql`select d.id from dossiers d where d.etablissement_id = ${etablissementId}::uuid
      and ${isOver(sql`d.annee_scolaire`)} and ${isOver(CORRECTED_YEAR)}
      and not coalesce(d.fin between ${today}::date and ${NO_LATER}::date, false)
      and not coalesce(${END_OF_FORMATION} between ${today} and ${NO_LATER}, false)
      and not coalesce(d.import_id = ${lastFile}, false) and not ${isKeptBy(sql`d.id`, lastFile)}
      and not exists (select 1 from push_sightings p where p.dossier_id = d.id and p.at > (select max(l.at) - interval '30 days'
        from push_sightings l where l.etablissement_id = d.etablissement_id))
      order by d.id limit ${PER_BATCH}`,
  );
  if (found.length === 0 || !(await keepRunsOut(tx, etablissementId))) return 0;
  return forgetDossiers(
    tx,
    etablissementId,
    found.map(({ id }) => id),
  );
};

/** The calls and results of runs that are over. The runs themselves stay, with their counts: alerts measure the next ones by them. */
const purgeCalls: EtablissementPurge = async (tx, etablissementId, day) => {
  const runs = sql`(select t.id from transmissions t where t.etablissement_id = ${etablissementId}::uuid
    and t.status <> 'running' and t.started_at < ${startOf(day)})`;
  const calls = await countRemoved(
    tx,
    sql`delete from calls where id in (select id from calls where transmission_id in ${runs} limit ${PER_BATCH})`,
  );
  const left = PER_BATCH - calls;
  const results = await countRemoved(
    tx,
    sql`delete from results where (transmission_id, dossier_id) in (select transmission_id, dossier_id from results
      where transmission_id in ${runs} limit ${left})`,
  );
  // Last: by it, a run of which something is left is found again.
  if (calls + results < PER_BATCH) {
    await tx.execute(sql`update transmissions set eligible_ids = '{}' where id in ${runs} and eligible_ids <> '{}'`);
  }
  return calls + results;
};

/** The files themselves, whatever hangs on their imports: what they said is in the dossiers. */
const purgeFiles: EtablissementPurge = (tx, etablissementId, day) =>
  countRemoved(
    tx,
    sql`delete from import_files where (import_id, part) in (select f.import_id, f.part from import_files f
      join imports i on i.id = f.import_id where i.etablissement_id = ${etablissementId}::uuid and i.at < ${startOf(day)}
      limit ${PER_BATCH})`,
  );

/** The lists of the TBA, and the rapprochements that read them, with their entries. */
const purgeRapprochements: EtablissementPurge = async (tx, etablissementId, day) => {
  const lists = await countRemoved(
    tx,
    sql`delete from tba_lists where etablissement_id = ${etablissementId}::uuid and at < ${startOf(day)}`,
  );
  const rapprochements = await countRemoved(
    tx,
    sql`delete from rapprochements where id in (select id from rapprochements where etablissement_id = ${etablissementId}::uuid
      and at < ${startOf(day)} limit ${PER_BATCH})`,
  );
  return lists + rapprochements;
};

/** Imports that no dossier comes from any more, but the software's last two files that were applied: «À surveiller» compares them. */
const purgeImports: EtablissementPurge = async (tx, etablissementId, day, today) => {
  const files = await purgeFiles(tx, etablissementId, day, today);
  const imports = await countRemoved(
    tx,
    sql`delete from imports where id in (select i.id from imports i where i.etablissement_id = ${etablissementId}::uuid
      and i.at < ${startOf(day)} and not exists (select 1 from dossiers d where d.import_id = i.id)
      and i.id not in (select l.id from imports l where l.etablissement_id = ${etablissementId}::uuid
        and l.state = 'applied' and l.origin = 'file' and ${tellsWhoIsThere(sql`l.reading`)} order by l.at desc limit 2)
      limit ${PER_BATCH})`,
  );
  return files + imports + (await purgeRapprochements(tx, etablissementId, day, today));
};

const purgeAlertes: EtablissementPurge = (tx, etablissementId, day) =>
  countRemoved(
    tx,
    sql`delete from alertes where id in (select id from alertes where etablissement_id = ${etablissementId}::uuid
      and closed_at < ${startOf(day)} limit ${PER_BATCH})`,
  );

/** The notifications, whatever became of them: none is tried for much more than a day. */
const purgeWebhooks: EtablissementPurge = (tx, etablissementId, day) =>
  countRemoved(
    tx,
    sql`delete from webhook_deliveries where id in (select id from webhook_deliveries
      where etablissement_id = ${etablissementId}::uuid and created_at < ${startOf(day)} limit ${PER_BATCH})`,
  );

/** The lines of the journal, of an établissement or (null) of none, through the one function that may. */
export async function purgeAudit(tx: Db, etablissementId: string | null, day: Day): Promise<number> {
  const [found] = await parsedRows(
    tx,
    z.object({ removed: z.number() }),
    sql`select purge_audit(${etablissementId}::uuid, ${startOf(day)}, ${PER_BATCH}) as removed`,
  );
  return found?.removed ?? 0;
}

/** How each kind is purged. */
export const ETABLISSEMENT_PURGES: Readonly<Record<RetentionKind, EtablissementPurge>> = {
  dossiers: purgeDossiers,
  calls: purgeCalls,
  imports: purgeImports,
  alertes: purgeAlertes,
  webhooks: purgeWebhooks,
  "audit-log": purgeAudit,
};
