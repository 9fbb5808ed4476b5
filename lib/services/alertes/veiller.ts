import { type SQL, sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { type NouvelleAlerte, ouvrirAlertes } from "./ouvrir-alertes";

/** Établissements that the night is for, with their key. */
const CONCERNES = sql`etablissements e join cles_tba c on c.etablissement_id = e.id and e.transmission_active`;
/** A call that the TBA answered about dossiers: what keeps a key alive. */
const A_TRANSMIS = sql`t.acceptes + t.refuses > 0`;
const jour = (instant: SQL) => sql`to_char(${instant} at time zone 'Europe/Paris', 'YYYY-MM-DD')`;

type Silence = { etablissementId: string; jour: string };

/** No run has begun for 36 hours: since the last one, or since the key was saved; a night just turned on has 36 hours too. */
async function sansNuit(db: Db, maintenant: SQL): Promise<NouvelleAlerte[]> {
  const depuis = sql`coalesce(derniere.debut, c.modifiee_le)`;
  const limite = sql`${maintenant} - interval '36 hours'`;
  const trouves = await lignes<Silence & { jamais: number }>(
    db,
    sql`select e.id as "etablissementId", ${jour(depuis)} as jour, (derniere.debut is null)::int as jamais
    from ${CONCERNES}
    left join lateral (select t.debut from transmissions t where t.etablissement_id = e.id
      order by t.debut desc limit 1) derniere on true
    where ${depuis} <= ${limite} and not exists (select 1 from journal j
      where j.etablissement_id = e.id and j.action = 'nuit-activee' and j.le > ${limite})
    order by e.id`,
  );
  return trouves.map(({ etablissementId, ...details }) => ({ etablissementId, genre: "pas-de-nuit", details }));
}

/** Nothing was transmitted with the key for 11 months: the TBA revokes it at 12 (api-v3.md). */
async function clesSilencieuses(db: Db, maintenant: SQL): Promise<NouvelleAlerte[]> {
  const depuis = sql`greatest(c.modifiee_le, reussie.fin)`;
  const trouves = await lignes<Silence & { limite: string }>(
    db,
    sql`select e.id as "etablissementId", ${jour(depuis)} as jour, ${jour(sql`(${depuis} + interval '12 months')`)} as limite
    from ${CONCERNES}
    left join lateral (select coalesce(t.fin, t.battement) as fin from transmissions t
      where t.etablissement_id = e.id and ${A_TRANSMIS} order by t.debut desc limit 1) reussie on true
    where ${depuis} <= ${maintenant} - interval '11 months' order by e.id`,
  );
  return trouves.map(({ etablissementId, ...details }) => ({ etablissementId, genre: "cle-silencieuse", details }));
}

/** Closes what is no longer true: a run came, the key was saved again, the night is no longer wanted. */
async function fermerDepassees(db: Db, maintenant: SQL): Promise<void> {
  const concerne = sql`exists (select 1 from ${CONCERNES} where e.id = a.etablissement_id)`;
  const course = (condition: SQL) =>
    sql`exists (select 1 from transmissions t where t.etablissement_id = a.etablissement_id and ${condition})`;
  const cleChangee = sql`exists (select 1 from cles_tba c
    where c.etablissement_id = a.etablissement_id and c.modifiee_le > a.ouverte_le)`;
  await db.execute(sql`update alertes a set fermee_le = ${maintenant} where a.fermee_le is null and (
    (a.genre = 'pas-de-nuit' and (not ${concerne} or ${course(sql`t.debut > a.ouverte_le`)}))
    or (a.genre = 'cle-silencieuse' and (not ${concerne} or ${cleChangee}
      or ${course(sql`${A_TRANSMIS} and coalesce(t.fin, t.battement) > a.ouverte_le`)}))
    or (a.genre = 'cle-refusee' and ${cleChangee}))`);
}

/**
 * What no run can say, since none came: the alerts about silence, for all the établissements. To call every hour, by as many
 * processes as one likes. Answers how many alerts opened.
 */
export async function veiller(db: Db, maintenant: Date): Promise<number> {
  const instant = sql`${maintenant.toISOString()}::timestamptz`;
  await fermerDepassees(db, instant);
  return ouvrirAlertes(db, [...(await sansNuit(db, instant)), ...(await clesSilencieuses(db, instant))], maintenant);
}
