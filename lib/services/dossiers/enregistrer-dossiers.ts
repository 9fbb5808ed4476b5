import { getTableColumns, sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { dossiers } from "@/db/schema/dossiers";
import type { ColonnesPreparees } from "./ligne-preparee";

export type DossierAEnregistrer = ColonnesPreparees & {
  /** Null for a new one. */
  id: string | null;
  idErpApprenant: string;
  anneeScolaire: string;
};

const PAR_PAQUET = 1000;

/** Columns that the rows bring, with the SQL types that jsonb_to_recordset needs. */
const APPORTEES = [
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
  "versionContrat",
] as const satisfies readonly (keyof DossierAEnregistrer)[];

const colonnes = getTableColumns(dossiers);
const noms = APPORTEES.map((cle) => colonnes[cle].name);
const recordset = sql.raw(
  `id uuid, ${APPORTEES.map((cle) => `${colonnes[cle].name} ${colonnes[cle].getSQLType()}`).join(", ")}`,
);
const liste = sql.raw(noms.join(", "));
const valeurs = sql.raw(noms.map((nom) => `r.${nom}`).join(", "));
const affectations = sql.raw(noms.map((nom) => `${nom} = r.${nom}`).join(", "));

function enTexte(lot: readonly DossierAEnregistrer[]): string {
  return JSON.stringify(
    lot.map((d) => Object.fromEntries([["id", d.id], ...APPORTEES.map((cle) => [colonnes[cle].name, d[cle]])])),
  );
}

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
    const lot = lignes.slice(debut, debut + PAR_PAQUET);
    const lus = sql`jsonb_to_recordset(${enTexte(lot)}::jsonb) as r(${recordset})`;
    await tx.execute(sql`update dossiers d set ${affectations}, modifie_le = now() from ${lus}
      where d.id = r.id and d.etablissement_id = ${etablissementId}::uuid`);
    await tx.execute(sql`insert into dossiers (etablissement_id, ${liste})
      select ${etablissementId}::uuid, ${valeurs} from ${lus} where r.id is null`);
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
