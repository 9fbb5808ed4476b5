import { sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";

/** A run that the next one takes up, and all those of its chain: itself, what it took up, and so on. */
export type RepriseDe = { id: string; courses: string[] };

/** How long what a run left stays worth taking up; after that, a new night sends everything. */
const REPRISE_MAX_HEURES = 12;

/**
 * The last run of an établissement, when it stopped before the end and not long ago. `seulementInterrompue`: a run that failed
 * is left to whoever asks for it; one that a crash cut is always taken up.
 */
export async function trouverReprise(
  db: Db,
  etablissementId: string,
  maintenant: Date,
  seulementInterrompue: boolean,
): Promise<RepriseDe | null> {
  const chaine = await lignes<{ id: string; etat: string; debut: string | Date }>(
    db,
    sql`with recursive chaine as (
        (select id, etat, debut, reprise_de from transmissions
          where etablissement_id = ${etablissementId}::uuid order by debut desc, id limit 1)
        union all
        select t.id, t.etat, t.debut, t.reprise_de from transmissions t join chaine c on t.id = c.reprise_de
      )
      select id, etat, debut from chaine order by debut desc`,
  );
  const [derniere] = chaine;
  const premiere = chaine.at(-1);
  if (derniere === undefined || premiere === undefined) return null;
  if (maintenant.getTime() - new Date(premiere.debut).getTime() > REPRISE_MAX_HEURES * 3_600_000) return null;
  const reprend = derniere.etat === "interrompue" || (derniere.etat === "echouee" && !seulementInterrompue);
  return reprend ? { id: derniere.id, courses: chaine.map(({ id }) => id) } : null;
}
