import { sql } from "drizzle-orm";
import { afterEach, describe, expect, inject, it } from "vitest";
import { rows } from "@/db/database";
import { gateOf } from "@/db/gate";
import { openPostgres } from "@/db/open";
import { answerError } from "@/lib/actions/answer-error";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { startHeavyWork } from "@/lib/services/etablissements/heavy-work";
import { openScope } from "@/lib/services/etablissements/scope";
import { loadRapportPage } from "@/lib/services/rapport/load-rapport-page";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { countStream } from "@/lib/services/streams/count-streams";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const onPostgres = inject("templateDatabase").engine === "postgresql";
const FILE = { name: "un.csv", bytes: new TextEncoder().encode("nom_apprenant;prenom_apprenant\nMartin;Zoé\n") };
const TBA = { findOrganisme: async () => ({ kind: "unavailable", reason: "personne" }) as never };
const CLICKS = 12;
const CONNECTIONS = 4;

async function cfa(db = database.db) {
  const etablissement = await newEtablissement(db);
  await storeDossiers(db, etablissement.id, [validSource(1)]);
  const ctx = await person(db, etablissement.id, "administrateur");
  const dossierId = (await storedDossiers(db, etablissement.id)).get("E-1")?.id ?? "";
  return { ...etablissement, ctx, dossierId, scope: () => openScope(ctx, etablissement.uai) };
}

/** A promise that a test keeps when it wants. */
function signal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const said = async (work: Promise<unknown>) =>
  work.then(
    () => "passé",
    (error: unknown) => answerError(error).message,
  );

const closing: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe.runIf(onPostgres)("Un établissement occupé", () => {
  it("ne retient pas la page d'un autre, et répond une phrase à chacun de ses clics", async () => {
    const { source } = database.database;
    if (source.engine !== "postgresql") throw new Error("PostgreSQL seulement");
    const few = await openPostgres(source.url, { connections: CONNECTIONS });
    closing.push(few.close);
    const [busy, quiet] = [await cfa(few.db), await cfa(few.db)];
    const { version } = await openScope(busy.ctx, busy.uai).then((s) =>
      loadDossier(s, busy.dossierId, parseFilters({})),
    );
    const correct = async (n: number) =>
      correctDossier(await busy.scope(), busy.dossierId, {
        version,
        inputs: [{ champ: "prenom_apprenant", before: "Zoé", typed: `Essai ${n}` }],
      });
    // Someone holds the établissement, from another process: nothing here knows until when.
    const held = signal();
    const free = signal();
    const holder = gateOf(database.db).system.transaction(async (tx) => {
      await tx.execute(sql`select id from etablissements where id = ${busy.id}::uuid for update`);
      held.resolve();
      await free.promise;
    });
    await held.promise;
    let answered = 0;
    const clicks = Array.from({ length: CLICKS }, async (_, n) => {
      const sentence = await said(n % 3 === 0 ? importBytes(await busy.scope(), FILE, TBA) : correct(n));
      answered += 1;
      return sentence;
    });
    // Half of the connections now wait for the lock: no more of them ever will.
    const waiting = async () =>
      (
        await rows(
          database.db,
          sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'passerelle-tba-pages'`,
        )
      ).length;
    while ((await waiting()) < CONNECTIONS / 2) await new Promise((done) => setImmediate(done));
    const page = await loadRapportPage(await quiet.scope(), parseFilters({}));
    expect(page.rapport.rows).toHaveLength(1);
    expect(answered).toBeLessThan(CLICKS);
    const sentences = await Promise.all(clicks);
    for (const sentence of sentences) expect(sentence).toMatch(/ : réessayez dans un instant\.$/);
    expect(new Set(sentences)).toContain("Un import est en cours : réessayez dans un instant.");
    expect(new Set(sentences)).toContain(
      "Un import ou une correction est en cours dans cet établissement : réessayez dans un instant.",
    );
    free.resolve();
    await holder;
    expect(await said(correct(99))).toBe("passé");
  });
});

describe("Ce qui est long", () => {
  it("se fait un à la fois dans un établissement, deux par personne, et rend sa place", async () => {
    const [one, two, three] = [await cfa(), await cfa(), await cfa()];
    const mine = await one.scope();
    const at = async (other: typeof one) => ({ ...(await other.scope()), actor: mine.actor });
    const end = startHeavyWork(mine, "export");
    closing.push(end);
    expect(() => startHeavyWork(mine, "export")).toThrow("Un rapport est déjà en cours");
    closing.push(startHeavyWork(await at(two), "export"));
    const third = await at(three);
    expect(() => startHeavyWork(third, "export")).toThrow("deux demandes longues");
    end();
    end();
    closing.push(startHeavyWork(third, "export"));
  });

  it("compte les flux d'événements d'une personne, et rend leur place", async () => {
    const scope = await (await cfa()).scope();
    const leave = Array.from({ length: 6 }, () => countStream(scope));
    expect(() => countStream(scope)).toThrow("Trop d'onglets");
    leave[0]?.();
    leave[0]?.();
    leave.push(countStream(scope));
    expect(() => countStream(scope)).toThrow("Trop d'onglets");
    for (const end of leave) end();
  });
});

describe("Une erreur de la base", () => {
  it("ne cite ni la requête ni les valeurs, où qu'elle arrive", async () => {
    const { id } = await newEtablissement(database.db);
    const faulty = sql`insert into etablissements (id, uai, siret, name) values (${id}::uuid, 'SECRET', 'SECRET', 'SECRET')`;
    for (const db of [database.db, gateOf(database.db).door]) {
      const failures = [
        () => db.execute(faulty),
        () => db.transaction((tx) => tx.execute(faulty)),
        () => db.transaction((tx) => tx.transaction((inner) => inner.execute(faulty))),
        () =>
          db.transaction((tx) => tx.transaction((inner) => inner.select({ a: sql`1 / 0` }).from(sql`etablissements`))),
      ];
      for (const failure of failures) {
        const error = await failure().then(
          () => null,
          (reason: unknown) => reason,
        );
        expect(error).toMatchObject({ name: "DatabaseError", code: expect.stringMatching(/^(23505|22012)$/) });
        expect(JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error)).not.toMatch(
          /SECRET|insert|etablissements \(/,
        );
        expect((error as Error).cause).toBeUndefined();
      }
    }
  });
});
