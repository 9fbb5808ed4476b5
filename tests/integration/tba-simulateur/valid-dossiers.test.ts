import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TRANSMITTED_CHAMPS } from "@/lib/domain/champs";
import type { JsonObject } from "@/lib/domain/json";
import { prepare } from "@/lib/domain/prepare";
import { BASE, CONTRAT_VECTORS } from "@/tests/fixtures/vectors";
import { testSimulator } from "@/tests/helpers/test-simulator";

const simulator = testSimulator();
const KEYS = TRANSMITTED_CHAMPS.map((champ) => champ.key);

/** Values that people, files and software put in fields: those of the vectors, dates, and any JSON. */
const value = fc.oneof(
  fc.constantFrom(...CONTRAT_VECTORS.flatMap((v) => Object.values(v.set ?? {}))),
  fc
    .date({ min: new Date("1990-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10)),
  fc.jsonValue({ maxDepth: 1 }),
);
const dossier = fc
  .dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 6 })
  .map((change) => ({ ...BASE, ...(change as JsonObject), id_erp_apprenant: "X-1", annee_scolaire: "2023-2024" }));

describe("Un dossier que nous disons valide", () => {
  it("est pris par le TBA, à la première comme à la seconde étape, et celui que nous bloquons ne l'est pas", async () => {
    await fc.assert(
      fc.asyncProperty(dossier, async (source) => {
        await fetch(`${simulator.url}/_simulateur/effectifs`, { method: "DELETE" });
        const { json, blocked } = prepare(source);
        const response = await simulator.tba.transmit(simulator.key, [json]);
        if (response.kind !== "answer") throw new Error(response.kind);
        const keeps = (await simulator.enrolments()).length === 1;
        expect(response.results[0]?.accepted === true && keeps).toBe(!blocked);
      }),
      { numRuns: 300 },
    );
  });

  it("ne contient aucun champ que le personnel ne voit pas", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (unknowns) => {
        const { payload } = prepare({ ...BASE, ...(unknowns as JsonObject) });
        expect(Object.keys(payload).every((key) => KEYS.some((known) => known === key))).toBe(true);
      }),
    );
  });
});
