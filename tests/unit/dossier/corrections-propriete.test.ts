import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CleChamp } from "@/lib/dossier/champs";
import { type Corrections, memeValeur, rejouerCorrections, valeursEffectives } from "@/lib/dossier/corrections";
import type { Json, ObjetJson } from "@/lib/dossier/json";

const CHAMPS = ["nom_apprenant", "email_contact", "rqth_apprenant"] as const satisfies readonly CleChamp[];

const valeur = fc.constantFrom<Json>(null, "a", "b", "c", true, 1);
const source = fc.record(
  { nom_apprenant: valeur, email_contact: valeur, rqth_apprenant: valeur },
  { requiredKeys: [] },
) as fc.Arbitrary<ObjetJson>;
const geste = fc.oneof(
  fc.record({ genre: fc.constant("import" as const), source }),
  fc.record({ genre: fc.constant("correction" as const), champ: fc.constantFrom(...CHAMPS), valeur }),
);

describe("Les corrections, quel que soit l'ordre des imports et des corrections", () => {
  it("tiennent, ou sont annoncées comme reprises ou remplacées : aucune ne disparaît en silence", () => {
    fc.assert(
      fc.property(source, fc.array(geste, { maxLength: 20 }), (depart, gestes) => {
        let actuelle = depart;
        let corrections: Corrections = {};
        for (const g of gestes) {
          if (g.genre === "correction") {
            const { [g.champ]: _, ...autres } = corrections;
            const recue = actuelle[g.champ] ?? null;
            corrections = memeValeur(g.valeur, recue)
              ? autres
              : { ...autres, [g.champ]: { valeur: g.valeur, source: recue } };
            continue;
          }
          const sort = rejouerCorrections(corrections, g.source);
          const dites = [...sort.tenues, ...sort.terminees, ...sort.remplacees];
          expect(dites.toSorted()).toEqual(Object.keys(corrections).toSorted());
          expect(Object.keys(sort.corrections).toSorted()).toEqual(sort.tenues.toSorted());
          const effectives = valeursEffectives(g.source, sort.corrections);
          for (const champ of sort.tenues) {
            expect(sort.corrections[champ]).toEqual(corrections[champ]);
            expect(effectives[champ]).toEqual(corrections[champ]?.valeur);
          }
          for (const champ of sort.terminees)
            expect(memeValeur(effectives[champ], corrections[champ]?.valeur)).toBe(true);
          for (const champ of sort.remplacees) {
            expect(effectives[champ]).toEqual(g.source[champ]);
            expect(memeValeur(g.source[champ], corrections[champ]?.source)).toBe(false);
          }
          actuelle = g.source;
          corrections = sort.corrections;
        }
      }),
    );
  });
});
