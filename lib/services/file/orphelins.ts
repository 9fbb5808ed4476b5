import { sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { type Base, lignes } from "@/db/base";
import { morts } from "@/db/signe-de-vie";
import { FILE_TRANSMISSION } from "./file-d-attente";

type Active = { id: string; retryCount: number; proprietaire: number | null };

/**
 * Gives back to the queue, at once, the jobs whose process is dead. Those of a process that died before it opened its run, or
 * that the network cut off, come back after twenty seconds of silence (file-d-attente.ts).
 */
export async function delivrerOrphelins(base: Base, boss: PgBoss, moi: number): Promise<number> {
  const actives = await lignes<Active>(
    base.db,
    sql`select j.id, j.retry_count as "retryCount", t.proprietaire from pgboss.job j
      join transmissions t on t.etablissement_id = (j.data ->> 'etablissementId')::uuid and t.etat = 'en-cours'
      where j.name = ${FILE_TRANSMISSION} and j.state = 'active' and t.battement >= j.started_on`,
  );
  const proprietaires = actives.flatMap((a) => (a.proprietaire === null ? [] : [a.proprietaire]));
  const disparus = new Set(await morts(base, proprietaires, moi));
  const orphelines = actives.filter((a) => a.proprietaire !== null && disparus.has(a.proprietaire));
  for (const { id, retryCount } of orphelines) await boss.fail(FILE_TRANSMISSION, { id, retryCount });
  return orphelines.length;
}

/** On the embedded database, which belongs to one process: when it opens, whatever was active died with the one before. */
export async function delivrerTout({ db }: Base, boss: PgBoss): Promise<void> {
  const actives = await lignes<{ id: string; retryCount: number }>(
    db,
    sql`select id, retry_count as "retryCount" from pgboss.job where name = ${FILE_TRANSMISSION} and state = 'active'`,
  );
  for (const travail of actives) await boss.fail(FILE_TRANSMISSION, travail);
}
