import { sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { jeuDeLignes } from "./jeu-de-lignes";
import type { ColonnesPreparees } from "./ligne-preparee";

export type DossierAEnregistrer = ColonnesPreparees & {
  /** Null for a new one. */
  id: string | null;
  idErpApprenant: string;
  anneeScolaire: string;
};

const PAR_PAQUET = 1000;

const JEU = jeuDeLignes([
  "idErpApprenant",
  "anneeScolaire",
  "source",
  "corrections",
  "apprenti",
  "bloque",
  "payload",
  "empreinte",
  "anomalies",
  "parcours",
  "formation",
  "apprenant",
  "employeur",
  "formationTri",
  "apprenantTri",
  "employeurTri",
  "debut",
  "fin",
  "personne",
  "versionContrat",
]);

/**
 * Writes prepared dossiers, new and known, in the transaction it is given. New apprentices get the next numbers of the report,
 * in the order of the rows; so do those who become apprentices.
 */
export async function enregistrerDossiers(
  tx: Db,
  etablissementId: string,
  lignes: readonly DossierAEnregistrer[],
): Promise<void> {
  for (let debut = 0; debut < lignes.length; debut += PAR_PAQUET) {
    const lus = JEU.table(lignes.slice(debut, debut + PAR_PAQUET));
    await tx.execute(sql`update dossiers d set ${JEU.affectations}, modifie_le = now() from ${lus}
      where d.id = r.id and d.etablissement_id = ${etablissementId}::uuid`);
    await tx.execute(sql`insert into dossiers (etablissement_id, ${JEU.liste})
      select ${etablissementId}::uuid, ${JEU.valeurs} from ${lus} where r.id is null`);
  }
  const rangs = JSON.stringify(
    lignes.filter((l) => l.apprenti).map((l, rang) => [l.idErpApprenant, l.anneeScolaire, rang]),
  );
  await tx.execute(sql`with rangs as (
      select e ->> 0 as id_erp, e ->> 1 as annee, (e ->> 2)::int as rang from jsonb_array_elements(${rangs}::jsonb) as e
    ), nouveaux as (
      select d.id, row_number() over (order by r.rang) as n from dossiers d
      join rangs r on r.id_erp = d.id_erp_apprenant and r.annee = d.annee_scolaire
      where d.etablissement_id = ${etablissementId}::uuid and d.numero is null
    )
    update dossiers d set numero = n.n + (
      select coalesce(max(numero), 0) from dossiers where etablissement_id = ${etablissementId}::uuid
    ) from nouveaux n where n.id = d.id`);
}
