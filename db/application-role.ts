/** The role under which the embedded database works, once it is migrated. */
export const EMBEDDED_ROLE = "passerelle_application";

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Row-level security binds the owner of a table too. Under the migration role, after each migration: new tables are not forgotten. */
const FORCE_POLICIES = `do $$ declare t regclass; begin
  for t in select oid from pg_class where relrowsecurity and not relforcerowsecurity and relnamespace = 'public'::regnamespace
  loop execute format('alter table %s force row level security', t); end loop;
end $$`;

/** What the migration role does once the schema is up to date, whoever works with it. pg-boss makes its tables in the schema left to it. */
export const AFTER_MIGRATION: readonly string[] = [FORCE_POLICIES, "create schema if not exists pgboss"];

/** What the application's role may do, and no more: rows, never tables; the audit log is read and added to. */
export function grantsTo(name: string): string[] {
  const role = quoted(name);
  return [
    `grant usage on schema public, drizzle to ${role}`,
    `grant select on all tables in schema drizzle to ${role}`,
    `grant select, insert, update, delete on all tables in schema public to ${role}`,
    `revoke update, delete, truncate on audit_log from ${role}`,
    // The journal's upkeep: what was erased loses its name, what is too old goes.
    `grant execute on function pseudonymize_audit(uuid, uuid[]), purge_audit(uuid, timestamptz, integer) to ${role}`,
    `grant usage, create on schema pgboss to ${role}`,
  ];
}
