import { sql } from "drizzle-orm";
import { type Db, lignesPreparees } from "@/db/base";

/**
 * What nearly always happens: everything was accepted, as many as the time before, and no alert is open. Closes the run in one statement.
 * False when there is more to say or to do, nothing written: see cloturer and alerterApresTransmission.
 */
export async function finirSansHistoire(db: Db, transmissionId: string): Promise<boolean> {
  const closes = await lignesPreparees<{ id: string }>(
    db,
    sql`update transmissions t set etat = 'terminee', erreur = null, attente = null, fin = now(), non_envoyes = 0
      where t.id = ${transmissionId}::uuid and t.etat = 'en-cours' and t.refuses = 0 and t.acceptes = t.eligibles
        and t.acceptes = (select coalesce(sum(a.acceptes), 0) from appels a where a.transmission_id = t.id)
        and not exists (select 1 from resultats r where r.transmission_id = t.id)
        and not exists (select 1 from alertes a where a.etablissement_id = t.etablissement_id and a.fermee_le is null)
        and coalesce((select t.acceptes >= p.acceptes from transmissions p
          where p.etablissement_id = t.etablissement_id and p.debut < t.debut and p.etat = 'terminee'
            and p.declencheur = 'horloge' and p.reprise_de is null
          order by p.debut desc limit 1), true)
      returning t.id`,
  );
  return closes.length > 0;
}
