import { randomInt } from "node:crypto";
import { sql } from "drizzle-orm";
import pg from "pg";
import { type Base, type Db, lignes } from "./base";

/** Any number will do, as long as all our processes agree on it. */
const FAMILLE = 7_210_578;
const ENTRETIEN_MS = 10_000;

/** A process that others can tell alive from dead. */
export type SigneDeVie = { numero: number; fermer: () => Promise<void> };

/**
 * Takes a number that the database holds for this process as long as its connection lives: the system closes it with the process,
 * even on kill -9, even on another machine. The embedded database belongs to one process: its number is only for the record.
 */
export async function donnerSigneDeVie({ source }: Base): Promise<SigneDeVie> {
  const numero = randomInt(1, 2 ** 31 - 1);
  if (source.moteur === "pglite") return { numero, fermer: async () => {} };
  const client = new pg.Pool({ connectionString: source.url, max: 1, idleTimeoutMillis: 0 });
  client.on("error", () => {});
  // Taken again each time: harmless while it is held, needed after the server came back.
  const tenir = () => client.query("select pg_try_advisory_lock($1, $2)", [FAMILLE, numero]);
  await tenir();
  const minuterie = setInterval(() => tenir().catch(() => {}), ENTRETIEN_MS);
  minuterie.unref();
  const fermer = async () => {
    clearInterval(minuterie);
    await client.end();
  };
  return { numero, fermer };
}

/** Those of these processes that are dead. On the embedded database, all but this one. */
export async function morts(
  { db, source }: Pick<Base, "db" | "source">,
  numeros: readonly number[],
  moi: number,
): Promise<number[]> {
  const autres = [...new Set(numeros)].filter((numero) => numero !== moi);
  if (source.moteur === "pglite" || autres.length === 0) return autres;
  return db.transaction(async (tx) => {
    const trouves: number[] = [];
    for (const numero of autres) if (await libre(tx, numero)) trouves.push(numero);
    return trouves;
  });
}

async function libre(tx: Db, numero: number): Promise<boolean> {
  const [ligne] = await lignes<{ libre: boolean }>(
    tx,
    sql`select pg_try_advisory_xact_lock(${FAMILLE}::int, ${numero}::int) as libre`,
  );
  return ligne?.libre === true;
}
