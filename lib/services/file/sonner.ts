import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { type Db, lignes } from "@/db/base";
import { clesTba } from "@/db/schema/cles-tba";
import { etablissements } from "@/db/schema/etablissements";
import { nuits } from "@/db/schema/nuits";
import { type DemandeTransmission, dansLaTransaction, FILE_TRANSMISSION } from "./file-d-attente";

/** Rings take turns, whatever the number of clocks. */
const VERROU_DE_LA_SONNERIE = 7_210_579;

/** `nouvelle` false: the night was already rung, and this ring adds nothing to it. */
export type Sonnerie = { nuitId: string; nouvelle: boolean };

/** The last night, when the queue still has jobs of it that could run now. */
async function nuitEnCours(tx: Db): Promise<string | null> {
  const [derniere] = await tx.select({ id: nuits.id }).from(nuits).orderBy(desc(nuits.debut)).limit(1);
  if (derniere === undefined) return null;
  const [travail] = await lignes(
    tx,
    sql`select 1 from pgboss.job where name = ${FILE_TRANSMISSION} and data ->> 'nuitId' = ${derniere.id}
      and (state = 'active' or (state in ('created', 'retry') and start_after <= now())) limit 1`,
  );
  return travail === undefined ? null : derniere.id;
}

async function ouvrirNuit(tx: Db, cle: string | null, maintenant: Date): Promise<Sonnerie> {
  const [ouverte] = await tx
    .insert(nuits)
    .values({ cle, debut: maintenant })
    .onConflictDoNothing()
    .returning({ id: nuits.id });
  if (ouverte !== undefined) return { nuitId: ouverte.id, nouvelle: true };
  const [connue] = await tx
    .select({ id: nuits.id })
    .from(nuits)
    .where(eq(nuits.cle, cle ?? ""));
  if (connue === undefined) throw new Error("La nuit n'a pas été ouverte.");
  return { nuitId: connue.id, nouvelle: false };
}

/** One job for each établissement with a key and its night on; one that waits already is brought forward. */
async function remplirLaFile(tx: Db, boss: PgBoss, nuitId: string): Promise<number> {
  const concernes = await tx
    .select({ id: etablissements.id })
    .from(etablissements)
    .innerJoin(clesTba, eq(clesTba.etablissementId, etablissements.id))
    .where(and(eq(etablissements.transmissionActive, true)))
    .orderBy(asc(etablissements.uai));
  const ids = concernes.map((e) => e.id);
  const suite = JSON.stringify({ nuitId, declencheur: "horloge", par: null, reprise: true, reports: 0 });
  await tx.execute(sql`update pgboss.job set start_after = now(), data = data || ${suite}::jsonb
    where name = ${FILE_TRANSMISSION} and state in ('created', 'retry')
      and singleton_key in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`);
  const demande = { declencheur: "horloge", par: null, nuitId, reprise: false, reports: 0 } as const;
  const travaux = ids.map((etablissementId) => {
    const data: DemandeTransmission = { ...demande, etablissementId };
    return { data, singletonKey: etablissementId };
  });
  if (travaux.length > 0) await boss.insert(FILE_TRANSMISSION, travaux, dansLaTransaction(tx));
  await tx.update(nuits).set({ etablissements: ids.length }).where(eq(nuits.id, nuitId));
  return ids.length;
}

/**
 * The clock rings: a night begins, with a job for each établissement. `cle` names the planned hour («2026-11-25T02:00»), so that
 * two clocks make one night; without it (a ring from outside), a ring during a night joins that night.
 */
export async function sonner(db: Db, boss: PgBoss, cle: string | null, maintenant: Date): Promise<Sonnerie> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${VERROU_DE_LA_SONNERIE})`);
    if (cle === null) {
      const enCours = await nuitEnCours(tx);
      if (enCours !== null) return { nuitId: enCours, nouvelle: false };
    }
    const sonnerie = await ouvrirNuit(tx, cle, maintenant);
    if (sonnerie.nouvelle) await remplirLaFile(tx, boss, sonnerie.nuitId);
    return sonnerie;
  });
}
