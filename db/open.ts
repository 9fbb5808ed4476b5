import { existsSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { AFTER_MIGRATION, EMBEDDED_ROLE, grantsTo } from "./application-role";
import type { Database } from "./database";
import { lockFolder } from "./folder-lock";
import { createGate } from "./gate";
import { bringUpToDate, MIGRATIONS } from "./migrate-postgres";
import { closeToOthers } from "./private-folder";
import { reachValue } from "./reach";
import { withReach as limitPglite } from "./reach-pglite";
import { type Admit, withReach as limitPostgres, withTurns } from "./reach-postgres";
import { withSafeErrors } from "./safe-errors";
import { createTurnstile } from "./turnstile";

/** As whom the embedded database works: not the owner of its tables, and everyone's rows until a transaction says whose. */
async function leaveOwnership(client: PGlite): Promise<void> {
  await client.exec(
    `do $$ begin create role ${EMBEDDED_ROLE} nologin; exception when duplicate_object then null; end $$`,
  );
  await client.exec([...AFTER_MIGRATION, ...grantsTo(EMBEDDED_ROLE)].join(";\n"));
  await client.exec(`set role ${EMBEDDED_ROLE}; set passerelle.etablissement = '*'`);
}

/** Opens the embedded database in a folder, made if need be, and brings its schema up to date. Throws LockError. */
export async function openPglite(folder: string): Promise<Database> {
  const unlock = await lockFolder(folder);
  try {
    closeToOthers(folder);
    const client = await PGlite.create(folder, {
      startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"],
    });
    const db = drizzlePglite(client);
    await migratePglite(db, { migrationsFolder: MIGRATIONS });
    await leaveOwnership(client);
    const gate = createGate(withSafeErrors(db), (reach) => withSafeErrors(drizzlePglite(limitPglite(client, reach))));
    const close = async () => {
      await client.close();
      await unlock();
    };
    return { db, gate, source: { engine: "pglite", client }, bypassesPolicies: false, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

const COMMON = {
  backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 2),
  // Nothing is asked of the catalogue at each connection: arrays come as texts, which the columns know how to read.
  fetch_types: false,
  onnotice: () => {},
};

export type PostgresOptions = {
  /** Who owns the tables and migrates; without it, the application's own role. */
  migrationUrl?: string | undefined;
  /** Connections of the engine, and as many of the requests. */
  connections?: number;
};

/** What a request may wait for or hold. Not the engine's, whose work is long; an import asks for more (db/long-work.ts). */
const REQUEST_LIMITS = {
  lock_timeout: 3_000,
  statement_timeout: 30_000,
  // What a page asks is over before PostgreSQL has compiled it.
  jit: false,
  idle_in_transaction_session_timeout: 60_000,
} as const;

/** One établissement has at most half of the requests' connections, and a queue of its own length. */
const queueFor = (connections: number) =>
  createTurnstile({
    total: connections,
    perKey: Math.max(1, Math.floor(connections / 2)),
    maxWaiting: 500,
    maxWaitingPerKey: 100,
    waitMs: 10_000,
  });

/** Connects to a PostgreSQL (15 or later) and brings its schema up to date; processes that start together take turns. */
export async function openPostgres(
  url: string,
  { migrationUrl, connections = 10 }: PostgresOptions = {},
): Promise<Database> {
  await bringUpToDate(url, migrationUrl);
  // Pools of their own: the night never waits for a page, nor a page for the night.
  const engine = postgres(url, {
    ...COMMON,
    max: connections,
    // Compiled, a statement takes longer than it would have run: on a base of thousands of établissements their estimates alone ask for it.
    connection: { application_name: "passerelle-tba", "passerelle.etablissement": "*", jit: false },
  });
  const requests = postgres(url, {
    ...COMMON,
    max: connections,
    connection: { application_name: "passerelle-tba-pages", ...REQUEST_LIMITS },
  });
  // Who signs in, or opens an établissement, reads before anybody knows whose rows: a few connections that say so once.
  const doors = postgres(url, {
    ...COMMON,
    max: Math.max(1, Math.floor(connections / 2)),
    connection: { application_name: "passerelle-tba-doors", "passerelle.etablissement": "*", ...REQUEST_LIMITS },
  });
  const turnstile = queueFor(connections);
  const gate = createGate(withSafeErrors(drizzlePostgres(engine)), (reach) => {
    const admit: Admit = (work) => turnstile(reachValue(reach), work);
    const limited = reach === "all" ? withTurns(doors, admit) : limitPostgres(requests, reach, admit);
    return withSafeErrors(drizzlePostgres(limited));
  });
  const [role] = await engine<{ bypasses: boolean }[]>`select rolsuper or rolbypassrls as bypasses from pg_roles
    where rolname = current_user`;
  return {
    db: gate.system,
    gate,
    source: { engine: "postgresql", url },
    bypassesPolicies: role?.bypasses === true,
    close: async () => {
      await Promise.all([engine, requests, doors].map((pool) => pool.end({ timeout: 5 })));
    },
  };
}

/** PostgreSQL when there is an address, the embedded database otherwise. */
export function openDatabase(config: {
  databaseUrl?: string | undefined;
  migrationUrl?: string | undefined;
  pgliteDir: string;
}): Promise<Database> {
  const { databaseUrl, migrationUrl, pgliteDir } = config;
  if (!existsSync(MIGRATIONS)) throw new Error("Le dossier db/migrations est introuvable.");
  return databaseUrl ? openPostgres(databaseUrl, { migrationUrl }) : openPglite(pgliteDir);
}
