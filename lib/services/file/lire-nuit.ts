import { and, asc, eq, sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import { clesTba } from "@/db/schema/cles-tba";
import { etablissements } from "@/db/schema/etablissements";
import { lireBilan } from "@/lib/services/transmission/lire-bilans";
import type { BilanTransmission } from "@/lib/services/transmission/transmission.types";
import { FILE_TRANSMISSION } from "./file-d-attente";

/** What happened to one établissement in a night: its run (the last one, when there were several), or why there is none yet. */
export type NuitEtablissement =
  | ({ uai: string; genre: "faite" } & BilanTransmission)
  | { uai: string; genre: "sautee"; raison: string };

/** How many jobs of a night could run now, or are under way. */
export async function resteDeLaNuit(db: Db, nuitId: string): Promise<number> {
  const [compte] = await lignes<{ n: number }>(
    db,
    sql`select count(*)::int as n from pgboss.job where name = ${FILE_TRANSMISSION} and data ->> 'nuitId' = ${nuitId}
      and (state = 'active' or (state in ('created', 'retry') and start_after <= now()))`,
  );
  return compte?.n ?? 0;
}

/** The night of each établissement that has a key and its night on. */
export async function lireNuit(db: Db, nuitId: string): Promise<NuitEtablissement[]> {
  const concernes = await db
    .select({ id: etablissements.id, uai: etablissements.uai })
    .from(etablissements)
    .innerJoin(clesTba, eq(clesTba.etablissementId, etablissements.id))
    .where(and(eq(etablissements.transmissionActive, true)))
    .orderBy(asc(etablissements.uai));
  const dernieres = await lignes<{ etablissement_id: string; id: string }>(
    db,
    sql`select distinct on (etablissement_id) etablissement_id, id from transmissions
      where nuit_id = ${nuitId}::uuid order by etablissement_id, debut desc`,
  );
  const parEtablissement = new Map(dernieres.map((t) => [t.etablissement_id, t.id]));
  const nuits: NuitEtablissement[] = [];
  for (const { id, uai } of concernes) {
    const transmissionId = parEtablissement.get(id);
    if (transmissionId === undefined)
      nuits.push({ uai, genre: "sautee", raison: "Pas encore passée : elle attend son tour." });
    else nuits.push({ uai, genre: "faite", ...(await lireBilan(db, transmissionId)) });
  }
  return nuits;
}
