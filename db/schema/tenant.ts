import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, pgPolicy } from "drizzle-orm/pg-core";

/** The setting that says whose rows a transaction may touch: `*` for all, a list of identifiers, nothing for none (db/reach.ts). */
const REACH = sql.raw("current_setting('passerelle.etablissement', true)");

/** Everyone's rows: the engine, the clock, the scripts. Read once a query («initplan»), not once a row. */
export const REACHES_ALL = sql`(select ${REACH} = '*')`;

/** This row is of an établissement of the transaction. Two comparisons with what was read once: indexes still serve. */
const within = (etablissementId: AnyPgColumn): SQL =>
  sql`${REACHES_ALL} or ${etablissementId} = any ((select nullif(nullif(${REACH}, '*'), '')::uuid[])::uuid[])`;

/** A row's parent, which must be of the same établissement: the column that names it, and its table. */
type Parent = { column: AnyPgColumn; table: string };

/**
 * The policy of a table whose rows belong to an établissement: without it, tests/integration/db/isolation.test.ts fails.
 * Of a child table, `parents` keeps its own copy of the établissement honest: a scope cannot hang a row on another one's dossier. The parent is
 * looked up by its identifier alone: asked for by its établissement too, PostgreSQL read all those of the établissement for each row, where it took the
 * table for a small one.
 */
export const tenantPolicy = (etablissementId: AnyPgColumn, parents: readonly Parent[] = []) => {
  const hangs = parents.map(
    ({ column, table }) =>
      sql`${etablissementId} = (select parent.etablissement_id from ${sql.identifier(table)} parent where parent.id = ${column})`,
  );
  const own = within(etablissementId);
  const withCheck = hangs.length === 0 ? own : sql`${REACHES_ALL} or ((${own}) and ${sql.join(hangs, sql` and `)})`;
  return pgPolicy("of_etablissement", { as: "permissive", for: "all", to: "public", using: own, withCheck });
};

/**
 * The policies of a journal that only grows: an établissement reads its own and what its members did in none (they signed in; whom the
 * reader sees of `memberships` is for the policy of that table), everyone writes their own or what is of no établissement,
 * and nobody changes or removes a row, except a function of the migration role that says so (`passerelle.audit_upkeep`).
 */
export const appendOnlyPolicies = (etablissementId: AnyPgColumn, actorId: AnyPgColumn) => {
  const maintained = sql.raw("(select current_setting('passerelle.audit_upkeep', true) = 'on')");
  return [
    pgPolicy("read_of_etablissement", {
      for: "select",
      to: "public",
      using: sql`${within(etablissementId)} or (${etablissementId} is null and exists (select 1 from memberships m where m.user_id = ${actorId}))`,
    }),
    pgPolicy("written_once", {
      for: "insert",
      to: "public",
      withCheck: sql`${etablissementId} is null or ${within(etablissementId)}`,
    }),
    pgPolicy("maintained", { for: "update", to: "public", using: maintained, withCheck: maintained }),
    pgPolicy("purged", { for: "delete", to: "public", using: maintained }),
  ];
};
