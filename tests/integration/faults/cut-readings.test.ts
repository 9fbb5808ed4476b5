import { describe, expect, inject, it } from "vitest";
import { DatabaseError } from "@/db/errors";
import { openPostgres } from "@/db/open";
import type { ChampKey } from "@/lib/domain/champs";
import { applyCorrections } from "@/lib/services/dossiers/corrections/apply-corrections";
import { openScope, type Scope } from "@/lib/services/etablissements/scope";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { cuttingProxy } from "@/tests/helpers/cutting-proxy";
import { testDatabase } from "@/tests/helpers/test-database";

const LONG = process.env.FAULTS === "long";
const ROUNDS = LONG ? 100 : 6;
const PEOPLE = 8;
const GESTURES = 5;
/** At most so many bytes a connection, by round: a page's worth, or hardly what it takes to open it. */
const MOST_BYTES = [60_000, 6000];
const CHAMP: ChampKey = "email_contact";

const base = testDatabase();

/** Three établissements of different sizes, and the people who work there, each on a dossier of their own. */
async function newCfas() {
  const cfas = [];
  for (const size of [7, 19, 31]) {
    const { id, uai } = await newEtablissement(base.db);
    await storeDossiers(
      base.db,
      id,
      Array.from({ length: size }, (_, n) => validSource(n)),
    );
    const ids = [...(await storedDossiers(base.db, id)).values()].map((dossier) => dossier.id);
    cfas.push({ id, uai, size, ids, ctx: await person(base.db, id, "gestionnaire") });
  }
  return cfas;
}

describe.runIf(inject("templateDatabase").engine === "postgresql")(
  "Le réseau coupe n'importe où entre le site et sa base",
  () => {
    it(
      "chacun lit ses dossiers en entier ou apprend que la base ne répond pas, ce qui est dit enregistré l'est, et nul n'attend sans fin",
      async () => {
        const { source } = base.database;
        if (source.engine !== "postgresql") throw new Error("PostgreSQL seulement");
        const cfas = await newCfas();
        const proxy = await cuttingProxy(new URL(source.url));
        const database = await openPostgres(proxy.url, { connections: 4 });
        /** What was said to be saved last, by dossier; a gesture that failed may have been saved or not. */
        const saved = new Map<string, string | null>();
        const seen = { read: 0, written: 0, cut: 0 };

        const read = async (scope: Scope, size: number) => {
          const { rows } = await loadRapport(scope, parseFilters({}));
          expect(rows).toHaveLength(size);
          seen.read += 1;
        };
        const write = async (scope: Scope, dossierId: string, value: string) => {
          saved.set(dossierId, null);
          const step = { kind: "dossier" as const, title: "Essai" };
          await scope.db.transaction((tx) =>
            applyCorrections(tx, scope, scope.etablissement.id, step, [{ dossierId, champ: CHAMP, value }]),
          );
          saved.set(dossierId, value);
          seen.written += 1;
        };
        const work = async (who: number, at: number) => {
          const cfa = cfas[who % cfas.length];
          if (cfa === undefined) throw new Error("Aucun établissement.");
          try {
            const now = new Date(Date.UTC(2026, 10, 24, 8, 0, 0, at));
            const scope = await openScope({ ...cfa.ctx, db: database.gate.request, now }, cfa.uai);
            // Nobody else works on this one.
            const own = cfa.ids[Math.floor(who / cfas.length)] ?? "";
            await (at % 3 === 0 ? write(scope, own, `essai-${at}@exemple.fr`) : read(scope, cfa.size));
          } catch (error) {
            if (!(error instanceof DatabaseError)) throw error;
            seen.cut += 1;
          }
        };
        const together = (round: number) =>
          Promise.all(
            Array.from({ length: PEOPLE }, async (_, who) => {
              for (let gesture = 0; gesture < GESTURES; gesture++) await work(who, round * GESTURES + gesture);
            }),
          );

        for (let round = 0; round < ROUNDS; round++) {
          const most = MOST_BYTES[round % MOST_BYTES.length] ?? 0;
          proxy.cutIn(() => 1 + Math.floor(Math.random() * most));
          await together(round);
        }
        expect(proxy.cuts()).toBeGreaterThan(ROUNDS);
        expect(seen.cut).toBeGreaterThan(0);

        proxy.cutIn(null);
        // The first of each connection may still find it dead.
        await together(ROUNDS);
        const before = { ...seen };
        await together(ROUNDS + 1);
        expect(seen.cut).toBe(before.cut);
        expect(seen.read + seen.written - before.read - before.written).toBe(PEOPLE * GESTURES);
        for (const { id } of cfas)
          for (const dossier of (await storedDossiers(base.db, id)).values()) {
            const value = saved.get(dossier.id);
            if (typeof value === "string") expect(dossier.corrections).toMatchObject({ [CHAMP]: { value } });
          }
        await database.close();
        await proxy.close();
      },
      30 * 60_000,
    );
  },
);
