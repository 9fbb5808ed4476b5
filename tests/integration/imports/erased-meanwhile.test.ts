import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { type Db, rows } from "@/db/database";
import { erasures } from "@/db/schema/rgpd";
import type { JsonObject } from "@/lib/domain/json";
import { env } from "@/lib/env";
import { readImport } from "@/lib/services/imports/reading/read-import";
import { newMarks } from "@/lib/services/preparation/erasure-marks";
import { HEADINGS, importingCfa, fileRow as row } from "@/tests/factories/importing-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";

const database = testDatabase();
const queue = testImports(database);
const DIALECT = new PgDialect();

/** The database, where somebody does something else as soon as the first rows are staged. */
function interrupted(db: Db, meanwhile: () => Promise<unknown>): Db {
  let done = false;
  const execute = async (query: SQL) => {
    const answer = await db.execute(query);
    if (!done && DIALECT.sqlToQuery(query).sql.includes("insert into import_rows")) {
      done = true;
      await meanwhile();
    }
    return answer;
  };
  return new Proxy(db, {
    get: (target, key) => {
      if (key === "execute") return execute;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

describe("Une personne effacée pendant que son fichier est lu", () => {
  it("n'est pas dans l'aperçu : sa ligne est écartée, et rien n'en reste", async () => {
    const { id: etablissementId, ctx, uai, importRow, staged } = await cfa();
    const bytes = new TextEncoder().encode([HEADINGS, row("E-1", "Martin"), row("E-2", "Durand")].join("\n"));
    const { id } = await queue.receive(ctx, uai, "essai.csv", bytes);
    const erase = async () => {
      const [found] = await rows<{ source: JsonObject }>(
        database.db,
        sql`select source from import_rows where import_id = ${id}::uuid and source ->> 'nom_apprenant' ilike 'durand'`,
      );
      const marks = newMarks(etablissementId, [found?.source ?? {}]);
      await database.db.insert(erasures).values({ etablissementId, at: new Date(), dossiers: 1, marks });
    };
    const tools = { keys: env().ENCRYPTION_KEYS, maxSize: 1024 * 1024, ownerId: null };
    await readImport({ ...tools, db: interrupted(database.db, erase) }, id, new Date());
    expect(await importRow(id)).toMatchObject({ state: "preview", created: 1, rows: 2 });
    const [kept, erased] = await staged(id);
    expect(kept).toMatchObject({ kind: "new", apprenant: "MARTIN Léa" });
    expect(erased).toMatchObject({ kind: "set-aside", apprenant: "", source: {} });
  });
});

describe("Une personne effacée, deux fois dans un fichier", () => {
  it("n'est dans aucune des lignes écartées, quand les autres disent de qui elles sont", async () => {
    const { id: etablissementId, csv, staged } = await cfa();
    const who = { nom_apprenant: "Durand", prenom_apprenant: "Léa", date_de_naissance_apprenant: "2008-02-29" };
    const marks = newMarks(etablissementId, [who]);
    await database.db.insert(erasures).values({ etablissementId, at: new Date(), dossiers: 1, marks });
    const twins = [row("E-4", "Martin", "Ana"), row("E-4", "Martin", "Eva")];
    const found = await staged(await csv(row("E-2", "Durand"), row("E-2", "Durand"), ...twins));
    const aside = found.map(({ row: place, apprenant, source, reason }) => ({ place, apprenant, source, reason }));
    const gone = { apprenant: "", source: {}, reason: expect.stringContaining("ont été effacées le") };
    expect(aside.filter(({ place }) => place < 4)).toEqual([
      { place: 2, ...gone },
      { place: 3, ...gone },
    ]);
    expect(aside.filter(({ place }) => place > 3)).toMatchObject([
      { place: 4, apprenant: "Martin Ana" },
      { place: 5, apprenant: "Martin Eva" },
    ]);
  });
});

const cfa = () => importingCfa(database, queue);
