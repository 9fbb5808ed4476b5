import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHAMPS_TRANSMIS } from "@/lib/dossier/champs";
import type { ObjetJson } from "@/lib/dossier/json";
import { preparer } from "@/lib/dossier/preparer";
import { simulateurDEssai } from "@/tests/appui/simulateur-d-essai";
import { BASE, VECTEURS_CONTRAT } from "@/tests/fixtures/vecteurs";

const simulateur = simulateurDEssai();
const CLES = CHAMPS_TRANSMIS.map((champ) => champ.cle);

/** Values that people, files and software put in fields: those of the vectors, dates, and any JSON. */
const valeur = fc.oneof(
  fc.constantFrom(...VECTEURS_CONTRAT.flatMap((v) => Object.values(v.set ?? {}))),
  fc
    .date({ min: new Date("1990-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10)),
  fc.jsonValue({ maxDepth: 1 }),
);
const dossier = fc
  .dictionary(fc.constantFrom(...CLES), valeur, { maxKeys: 6 })
  .map((change) => ({ ...BASE, ...(change as ObjetJson), id_erp_apprenant: "X-1", annee_scolaire: "2023-2024" }));

describe("Un dossier que nous disons valide", () => {
  it("est pris par le TBA, à la première comme à la seconde étape, et celui que nous bloquons ne l'est pas", async () => {
    await fc.assert(
      fc.asyncProperty(dossier, async (source) => {
        await fetch(`${simulateur.url}/_simulateur/effectifs`, { method: "DELETE" });
        const { json, bloque } = preparer(source);
        const reponse = await simulateur.tba.transmettre(simulateur.cle, [json]);
        if (reponse.genre !== "reponse") throw new Error(reponse.genre);
        const garde = (await simulateur.effectifs()).length === 1;
        expect(reponse.resultats[0]?.accepte === true && garde).toBe(!bloque);
      }),
      { numRuns: 300 },
    );
  });

  it("ne contient aucun champ que le personnel ne voit pas", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (inconnus) => {
        const { payload } = preparer({ ...BASE, ...(inconnus as ObjetJson) });
        expect(Object.keys(payload).every((cle) => CLES.some((connue) => connue === cle))).toBe(true);
      }),
    );
  });
});
