import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { is, sql } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import postgres from "postgres";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { type Db, rows } from "@/db/database";
import { newEtablissement } from "@/tests/factories/etablissement";
import { hangRowsEverywhere } from "@/tests/factories/every-table";
import { OWNER_ROLE } from "@/tests/helpers/postgresql";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const onPostgres = inject("templateDatabase").engine === "postgresql";

/** Of nobody in particular: a new table is either here, knowingly, or under a policy. */
const OF_NO_ETABLISSEMENT = [
  "identities",
  "nights",
  "password_resets",
  "purges",
  "rate_limits",
  "recovery_codes",
  "reseaux",
  "sessions",
  "sign_in_attempts",
  "supervisions",
  "tba_couples",
  "users",
];

/** Says which software sent the row, which hangs on its dossier: the wall is before that one. */
const HELD_BY_THEIR_DOSSIER = ["held_pushes.jeton_id", "push_sightings.jeton_id"];

const modules = await Promise.all(
  readdirSync("db/schema").map((file): Promise<object> => import(/* @vite-ignore */ resolve("db/schema", file))),
);
const TABLES = modules
  .flatMap((module) => Object.values(module))
  .filter((value): value is PgTable => is(value, PgTable))
  .map((table) => getTableConfig(table))
  .map(({ name, columns }) => ({
    name,
    key:
      name === "etablissements" ? "id" : columns.some((c) => c.name === "etablissement_id") ? "etablissement_id" : null,
  }));
const SCOPED = TABLES.flatMap(({ name, key }) => (key === null ? [] : [{ name, key }]));

const count = async (db: Db, name: string): Promise<number> => {
  const [row] = await rows<{ n: number }>(db, sql`select count(*)::int as n from ${sql.identifier(name)}`);
  return row?.n ?? -1;
};

let mine = "";
let other = "";

beforeAll(async () => {
  [mine, other] = [(await newEtablissement(database.db)).id, (await newEtablissement(database.db)).id];
  for (const id of [mine, other]) await hangRowsEverywhere(database.db, id);
});

describe("Le mur entre établissements, dans la base elle-même", () => {
  it("est devant chaque table, sauf celles qui ne sont d'aucun établissement", () => {
    const without = TABLES.filter(({ key }) => key === null).map(({ name }) => name);
    expect(without.sort()).toEqual(OF_NO_ETABLISSEMENT);
    expect(SCOPED.length).toBeGreaterThan(15);
  });

  it("tient aussi pour le propriétaire des tables, et l'application n'est ni lui ni au-dessus des règles", async () => {
    expect(database.database.bypassesPolicies).toBe(false);
    const found = await rows<{ name: string; walled: boolean; owned: boolean }>(
      database.db,
      sql`select relname as name, pg_get_userbyid(relowner) = current_user as owned,
        relrowsecurity and relforcerowsecurity and exists (select 1 from pg_policies where tablename = relname) as walled
        from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    expect(found.filter(({ owned }) => owned)).toEqual([]);
    expect(
      found
        .filter(({ walled }) => walled)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(SCOPED.map(({ name }) => name).sort());
  });

  it.each(SCOPED)("$name : une requête qui oublie l'établissement ne lit que le sien", async ({ name, key }) => {
    const { system, door, request, enter } = database.database.gate;
    const all = await rows<{ of: string }>(
      system,
      sql`select ${sql.identifier(key)}::text as of from ${sql.identifier(name)}`,
    );
    expect(new Set(all.map(({ of }) => of))).toEqual(new Set([mine, other]));
    expect(await count(door, name)).toBe(all.length);
    expect(await count(request, name)).toBe(0);
    const seen = await rows<{ of: string }>(
      enter([mine]),
      sql`select ${sql.identifier(key)}::text as of from ${sql.identifier(name)}`,
    );
    expect(new Set(seen.map(({ of }) => of))).toEqual(new Set([mine]));
    expect(await count(enter([mine, other]), name)).toBe(all.length);
    expect(await count(enter([]), name)).toBe(0);
  });

  it.each(SCOPED)("$name : ni changer, ni ajouter, ni retirer chez l'autre", async ({ name, key }) => {
    const { system, enter } = database.database.gate;
    const [table, column] = [sql.identifier(name), sql.identifier(key)];
    const scoped = enter([mine]);
    const theirs = () =>
      rows(system, sql`select to_jsonb(t) as row from ${table} t where ${column} = ${other}::uuid order by 1`);
    const before = await theirs();
    expect(before).not.toEqual([]);
    // Moved to oneself, taken, copied under the other's name.
    const trials = [
      sql`update ${table} set ${column} = ${mine}::uuid where ${column} = ${other}::uuid returning 1`,
      sql`delete from ${table} where ${column} = ${other}::uuid returning 1`,
    ];
    for (const trial of trials) {
      // Nothing found, or refused outright (the audit log).
      expect(await rows(scoped, trial).catch(() => [])).toEqual([]);
    }
    await expect(
      rows(
        scoped,
        sql`insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(${key}::text, ${other}::text))).* from ${table} t`,
      ),
    ).rejects.toMatchObject({ code: "42501" });
    expect(await theirs()).toEqual(before);
  });

  it("ne laisse accrocher aucune ligne à ce qui est d'un autre, dossier, import, transmission ou jeton", async () => {
    const { system, enter } = database.database.gate;
    const keys = await rows<{ child: string; column: string; parent: string }>(
      system,
      sql`select c.conrelid::regclass::text as child, a.attname as column, c.confrelid::regclass::text as parent
        from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'f' and c.connamespace = 'public'::regnamespace and a.attnotnull order by 1, 2`,
    );
    const walled = new Set(SCOPED.filter(({ key }) => key === "etablissement_id").map(({ name }) => name));
    const between = keys.filter(
      ({ child, column, parent }) =>
        walled.has(child) && walled.has(parent) && !HELD_BY_THEIR_DOSSIER.includes(`${child}.${column}`),
    );
    const refused: string[] = [];
    for (const { child, column, parent } of between) {
      const [theirs] = await rows<{ id: string }>(
        system,
        sql`select id from ${sql.identifier(parent)} where etablissement_id = ${other}::uuid limit 1`,
      );
      const hang = sql`update ${sql.identifier(child)} set ${sql.identifier(column)} = ${theirs?.id}::uuid returning 1`;
      const answer = await rows(enter([mine]), hang).catch(({ code }) => code);
      refused.push(`${child}.${column} ${answer === "42501" ? "refusé" : JSON.stringify(answer)}`);
    }
    expect(refused).toEqual(between.map(({ child, column }) => `${child}.${column} refusé`));
    expect(between.length).toBeGreaterThan(15);
  });

  it("vaut pour la transaction, et rien n'en reste sur la connexion d'après", async () => {
    const { request, enter } = database.database.gate;
    await enter([mine]).transaction(async (tx) => {
      expect(await count(tx, "dossiers")).toBe(1);
      await tx.transaction(async (inner) => expect(await count(inner, "dossiers")).toBe(1));
    });
    await expect(enter([mine]).transaction(() => Promise.reject(new Error("annulée")))).rejects.toThrow("annulée");
    expect(await Promise.all(Array.from({ length: 20 }, () => count(request, "dossiers")))).toEqual(Array(20).fill(0));
    expect(() => enter(["' or true"])).toThrow("mal formé");
  });

  it("laisse le journal s'allonger, et personne le changer", async () => {
    const { system } = database.database.gate;
    const before = await rows(system, sql`select to_jsonb(a) as row from audit_log a order by 1`);
    await expect(system.execute(sql`update audit_log set details = '{}'`)).rejects.toThrow();
    await expect(system.execute(sql`delete from audit_log`)).rejects.toThrow();
    await expect(system.execute(sql`truncate audit_log`)).rejects.toThrow();
    expect(await rows(system, sql`select to_jsonb(a) as row from audit_log a order by 1`)).toEqual(before);
  });

  it.runIf(onPostgres)("ne laisse changer le journal ni au propriétaire ni à un superutilisateur", async () => {
    const { source } = database.database;
    if (source.engine !== "postgresql") throw new Error("PostgreSQL seulement");
    const as = (role: string) =>
      postgres(source.url.replace(/\/\/[^@]+@/, `//${role}@`), { max: 1, onnotice: () => {} });
    for (const role of [OWNER_ROLE, "passerelle"]) {
      const door = as(role);
      await door`set passerelle.etablissement = '*'`;
      const before = await door`select * from audit_log order by id`;
      expect(before.length).toBeGreaterThan(0);
      // The owner may, when it says that it maintains: here nobody says so, and nobody else is believed.
      if (role !== OWNER_ROLE) await door`set passerelle.audit_upkeep = 'on'`;
      const refused = [
        door`update audit_log set details = '{}'`,
        door`delete from audit_log`,
        door`truncate audit_log`,
      ];
      const answers = await Promise.all(
        refused.map((query) =>
          query.then(
            ({ count }) => count,
            ({ code }) => code,
          ),
        ),
      );
      // Under the rules of the table, the owner finds no row to change.
      expect(answers, role).toEqual(role === OWNER_ROLE ? [0, 0, "42501"] : ["42501", "42501", "42501"]);
      expect(await door`select * from audit_log order by id`).toEqual(before);
      await door.end();
    }
  });
});
