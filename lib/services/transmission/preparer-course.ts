import { sql } from "drizzle-orm";
import { type Db, lignesPreparees } from "@/db/base";
import { env } from "@/lib/env";
import { dechiffrer } from "@/lib/securite/chiffrement";

/** What a run needs to know before it opens: the key in clear, null without one; how the last run ended, null before the first. */
export type Depart = { cle: string | null; etatPrecedent: string | null };

/** Read in one question. Throws ErreurDechiffrement. */
export async function preparerCourse(db: Db, etablissementId: string): Promise<Depart> {
  const [lu] = await lignesPreparees<{ chiffre: string | null; etat: string | null }>(
    db,
    sql`select (select chiffre from cles_tba where etablissement_id = e.id) as chiffre,
        (select t.etat from transmissions t where t.etablissement_id = e.id order by t.debut desc, t.id limit 1) as etat
      from etablissements e where e.id = ${etablissementId}::uuid`,
  );
  const chiffre = lu?.chiffre ?? null;
  return {
    cle: chiffre === null ? null : dechiffrer(chiffre, etablissementId, env().CLES_CHIFFREMENT),
    etatPrecedent: lu?.etat ?? null,
  };
}
