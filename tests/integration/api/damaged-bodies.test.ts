import { Agent } from "node:http";
import { afterAll, describe, expect, it } from "vitest";
import { validSource } from "@/tests/factories/dossiers";
import { cfaWithJeton, push } from "@/tests/factories/software";
import { damagedBody } from "@/tests/fuzz/damaged-body";
import { randomOf } from "@/tests/fuzz/random";
import { sendDamaged } from "@/tests/fuzz/send-damaged";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const server = softwareServer(database);
const agent = new Agent({ keepAlive: true });
afterAll(() => agent.destroy());

/** The long version sends ten thousand to the built application: `npm run test:fuzz`. */
const BODIES = 150;
const BATCH = 50;

describe("Un corps abîmé, n'importe comment", () => {
  it.each(Array.from({ length: BODIES / BATCH }, (_, i) => i * BATCH))(
    "est pris ou refusé, jamais une erreur (graine %i)",
    async (first) => {
      const { jeton } = await cfaWithJeton(database.db);
      for (let seed = first; seed < first + BATCH; seed++) {
        const body = damagedBody(randomOf(seed));
        const path = seed % 5 === 0 ? "/essai" : "";
        const { status } = await sendDamaged(`${server.url}/api/v3/dossiers-apprenants${path}`, jeton, body, agent);
        const expected = body.cutAt === null ? [200, 400, 413, 415] : [null];
        expect(expected, `graine ${seed} (${body.kind})`).toContain(status);
      }
      expect((await push(server.url, jeton, [validSource(99)])).body.data[0].has_error).toBe(false);
    },
  );

  it.each(["tel_apprenant", "annee_scolaire", "id_erp_apprenant", "siret_employeur", "type_cfa"])(
    "une valeur de %s que rien ne peut lire comme un texte refuse l'appel, qui dit pourquoi",
    async (champ) => {
      const { jeton } = await cfaWithJeton(database.db);
      for (const value of [{ toString: 1, valueOf: null }, [["x", { toString: null }]]]) {
        const { status, body } = await push(server.url, jeton, [{ ...validSource(1), [champ]: value }]);
        expect([status, body.message]).toEqual([400, "a value may not have a field named toString or valueOf"]);
      }
      // Beside the fields, such a name is one of those that nobody reads.
      expect((await push(server.url, jeton, [{ ...validSource(1), toString: 1 }])).status).toBe(200);
    },
  );
});
