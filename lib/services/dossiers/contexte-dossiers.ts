import { eq, inArray, type SQL, sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { couplesTba } from "@/db/schema/couples-tba";
import { jumeaux as jumeauxDits } from "@/db/schema/jumeaux";
import type { Contexte } from "@/lib/dossier/anomalies/contexte";

/** What tells a dossier's context; `personne` as stored. */
export type DossierSitue = { etablissementId: string; idErpApprenant: string; personne: string | null };

/** Of each dossier, what it does not say itself. */
export type ContexteDossiers = {
  couplesInconnus: ReadonlySet<string>;
  /** Those who stand under several identifiers, twins included, as the column «personne» writes them. */
  personnesEnDouble: readonly string[];
  de: (dossier: DossierSitue) => Contexte;
};

type Double = { etablissement_id: string; personne: string; identifiants: string[] };

const cleDe = (etablissementId: string, personne: string) => `${etablissementId} ${personne}`;

/** The couples that the TBA said it does not know, as `coupleDe` writes them. */
export async function lireCouplesInconnus(db: Db): Promise<ReadonlySet<string>> {
  const lus = await db
    .select({ uai: couplesTba.uai, siret: couplesTba.siret })
    .from(couplesTba)
    .where(eq(couplesTba.connu, false));
  return new Set(lus.map(({ uai, siret }) => `${uai}:${siret}`));
}

const cleDePaire = (etablissementId: string, a: string, b: string) =>
  JSON.stringify([etablissementId, ...(a < b ? [a, b] : [b, a])]);

/** The pairs of identifiers that staff said are two people. */
async function lireJumeaux(db: Db, etablissementIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (etablissementIds.length === 0) return new Set();
  const lus = await db
    .select()
    .from(jumeauxDits)
    .where(inArray(jumeauxDits.etablissementId, [...etablissementIds]));
  return new Set(lus.map((j) => cleDePaire(j.etablissementId, j.premier, j.second)));
}

async function lireContexte(db: Db, source: SQL): Promise<ContexteDossiers> {
  const couplesInconnus = await lireCouplesInconnus(db);
  const lus = await lignes<Double>(
    db,
    sql`select d.etablissement_id, d.personne, array_agg(distinct d.id_erp_apprenant order by d.id_erp_apprenant) as identifiants
      from ${source} and d.personne is not null
      group by d.etablissement_id, d.personne having min(d.id_erp_apprenant) <> max(d.id_erp_apprenant)`,
  );
  const jumeaux = await lireJumeaux(db, [...new Set(lus.map((d) => d.etablissement_id))]);
  const doubles = new Map(lus.map((d) => [cleDe(d.etablissement_id, d.personne), d.identifiants]));
  const seul: Contexte = { couplesInconnus, autreIdentifiant: null };
  const de = ({ etablissementId, idErpApprenant, personne }: DossierSitue): Contexte => {
    const identifiants = personne === null ? undefined : doubles.get(cleDe(etablissementId, personne));
    const autreIdentifiant = identifiants?.find(
      (autre) => autre !== idErpApprenant && !jumeaux.has(cleDePaire(etablissementId, idErpApprenant, autre)),
    );
    return autreIdentifiant === undefined ? seul : { couplesInconnus, autreIdentifiant };
  };
  return { couplesInconnus, personnesEnDouble: lus.map((d) => d.personne), de };
}

/** What the preparation of these dossiers needs to know from outside them, read at once. */
export function lireContexteDossiers(db: Db, situes: readonly DossierSitue[]): Promise<ContexteDossiers> {
  const personnes = situes.flatMap((d) => (d.personne === null ? [] : [[d.etablissementId, d.personne]]));
  return lireContexte(
    db,
    sql`(select distinct (e ->> 0)::uuid as etablissement_id, e ->> 1 as personne
        from jsonb_array_elements(${JSON.stringify(personnes)}::jsonb) as e) as q
      join dossiers d on d.etablissement_id = q.etablissement_id and d.personne = q.personne`,
  );
}

/** The same for all the dossiers of an établissement. */
export function lireContexteEtablissement(db: Db, etablissementId: string): Promise<ContexteDossiers> {
  return lireContexte(db, sql`dossiers d where d.etablissement_id = ${etablissementId}::uuid`);
}
