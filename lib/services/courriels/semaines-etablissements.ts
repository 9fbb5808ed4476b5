import { sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import type { GenreAlerte } from "@/lib/services/alertes/alertes.types";

/** The last seven days of an établissement. */
export type SemaineEtablissement = {
  id: string;
  uai: string;
  nom: string;
  cle: boolean;
  transmissionActive: boolean;
  /** Nights, and those of them that went to their end. */
  nuits: number;
  completes: number;
  /** The last run that is over, whenever it was; null before the first one. */
  derniere: { jour: string; etat: string; acceptes: number; refuses: number; invalides: number } | null;
  /** Kinds of its open alerts. */
  alertes: GenreAlerte[];
};

/** The week of every établissement, by id: one query, however many they are. */
export async function semainesEtablissements(db: Db, maintenant: Date): Promise<Map<string, SemaineEtablissement>> {
  const depuis = sql`${maintenant.toISOString()}::timestamptz - interval '7 days'`;
  const lues = await lignes<SemaineEtablissement>(
    db,
    sql`select e.id, e.uai, e.nom, c.etablissement_id is not null as cle, e.transmission_active as "transmissionActive",
      coalesce(n.nuits, 0)::int as nuits, coalesce(n.completes, 0)::int as completes, d.derniere, coalesce(o.genres, '[]'::jsonb) as alertes
    from etablissements e
    left join cles_tba c on c.etablissement_id = e.id
    left join lateral (
      select count(distinct coalesce(t.nuit_id, t.id)) as nuits,
        count(distinct coalesce(t.nuit_id, t.id)) filter (where t.etat = 'terminee') as completes
      from transmissions t where t.etablissement_id = e.id and t.declencheur = 'horloge' and t.debut > ${depuis}) n on true
    left join lateral (
      select jsonb_build_object('jour', to_char(t.debut at time zone 'Europe/Paris', 'YYYY-MM-DD'), 'etat', t.etat,
        'acceptes', t.acceptes, 'refuses', t.refuses, 'invalides', t.invalides) as derniere
      from transmissions t where t.etablissement_id = e.id and t.etat <> 'en-cours' order by t.debut desc limit 1) d on true
    left join lateral (
      select jsonb_agg(a.genre order by a.ouverte_le) as genres
      from alertes a where a.etablissement_id = e.id and a.fermee_le is null) o on true`,
  );
  return new Map(lues.map((semaine) => [semaine.id, semaine]));
}
