import { asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/base";
import { departs } from "@/db/schema/departs";
import { dossiers } from "@/db/schema/dossiers";
import { envois } from "@/db/schema/envois";
import { imports } from "@/db/schema/imports";
import { utilisateurs } from "@/db/schema/utilisateurs";
import type { Absent, DepartDeclare, DernierFichier } from "./surveiller.types";

const LIMITE = 200;

const TENUS = sql<number>`${imports.crees} + ${imports.modifies} + ${imports.inchanges}`;

type Fichier = DernierFichier & { id: string };

/** The last file of the établissement, compared with the one before; null before the first one. */
export async function lireDernierFichier(db: Db, etablissementId: string): Promise<Fichier | null> {
  const [dernier, avant] = await db
    .select({ id: imports.id, fichier: imports.fichier, le: imports.le, tenus: TENUS })
    .from(imports)
    .where(eq(imports.etablissementId, etablissementId))
    .orderBy(desc(imports.le))
    .limit(2);
  if (dernier === undefined) return null;
  const tenusAvant = avant?.tenus ?? null;
  const partiel = tenusAvant !== null && dernier.tenus * 2 < tenusAvant;
  return { ...dernier, le: dernier.le.toISOString(), tenusAvant, partiel };
}

/**
 * Those that the TBA took, that an earlier file held and that the last one does not, among the school years that it speaks of. Somebody who
 * said why since then has answered.
 */
export function absentsDe(etablissementId: string, dernierId: string): SQL {
  // Materialised: nearly always nobody is left after this first sieve, and the rest is then not even read.
  return sql`${dossiers.id} in (
    with candidats as materialized (
      select d.id, d.annee_scolaire, d.import_id from dossiers d
      where d.etablissement_id = ${etablissementId}::uuid and d.apprenti
        and d.import_id is not null and d.import_id <> ${dernierId}::uuid
    )
    select c.id from candidats c
    where exists (select 1 from envois e where e.dossier_id = c.id and e.transmis_le is not null)
      and not exists (select 1 from departs p join imports i on i.id = c.import_id
        where p.dossier_id = c.id and p.le >= i.le)
      and c.annee_scolaire in (select t.annee_scolaire from dossiers t
        where t.etablissement_id = ${etablissementId}::uuid and t.import_id = ${dernierId}::uuid)
  )`;
}

/** The dossiers that the last file no longer holds; none when it is partial. */
export async function lireAbsents(db: Db, etablissementId: string, fichier: Fichier | null): Promise<Absent[]> {
  if (fichier === null || fichier.partiel) return [];
  const lus = await db
    .select({
      id: dossiers.id,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      employeur: dossiers.employeur,
      anneeScolaire: dossiers.anneeScolaire,
      transmisLe: envois.transmisLe,
    })
    .from(dossiers)
    .innerJoin(envois, eq(envois.dossierId, dossiers.id))
    .where(absentsDe(etablissementId, fichier.id))
    .orderBy(asc(dossiers.apprenantTri), asc(dossiers.numero))
    .limit(LIMITE);
  return lus.map(({ transmisLe, ...l }) => ({ ...l, transmisLe: transmisLe?.toISOString() ?? "" }));
}

/** The departures that staff declared, the last first. */
export async function lireDeparts(db: Db, etablissementId: string, fichier: Fichier | null): Promise<DepartDeclare[]> {
  const lus = await db
    .select({
      id: dossiers.id,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      importId: dossiers.importId,
      raison: departs.raison,
      date: departs.date,
      le: departs.le,
      nom: utilisateurs.nom,
    })
    .from(departs)
    .innerJoin(dossiers, eq(dossiers.id, departs.dossierId))
    .leftJoin(utilisateurs, eq(utilisateurs.id, departs.par))
    .where(eq(dossiers.etablissementId, etablissementId))
    .orderBy(desc(departs.le), asc(dossiers.apprenantTri))
    .limit(LIMITE);
  return lus.map(({ importId, le, nom, ...l }) => ({
    ...l,
    le: le.toISOString(),
    par: nom ?? "une personne partie depuis",
    revenu: fichier !== null && importId === fichier.id,
  }));
}
