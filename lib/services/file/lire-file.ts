import { sql } from "drizzle-orm";
import { type Db, lignes } from "@/db/base";
import type { EtatFile } from "@/lib/services/transmission/transmission.types";
import { FILE_TRANSMISSION } from "./file-d-attente";

/** True once a process has opened the queue: it makes its own tables. */
async function fileOuverte(db: Db): Promise<boolean> {
  const [table] = await lignes<{ la: boolean }>(db, sql`select to_regclass('pgboss.job') is not null as la`);
  return table?.la === true;
}

/** What the queue holds for an établissement. */
export async function lireFile(db: Db, etablissementId: string): Promise<EtatFile> {
  if (!(await fileOuverte(db))) return { genre: "rien" };
  const [travail] = await lignes<{ state: string; prete: boolean; start_after: string | Date }>(
    db,
    sql`select state::text, start_after <= now() as prete, start_after from pgboss.job
      where name = ${FILE_TRANSMISSION} and singleton_key = ${etablissementId} and state in ('created', 'retry', 'active')
      limit 1`,
  );
  if (travail === undefined) return { genre: "rien" };
  if (travail.state === "active") return { genre: "en-cours" };
  return travail.prete ? { genre: "attente" } : { genre: "prevue", le: new Date(travail.start_after).toISOString() };
}
