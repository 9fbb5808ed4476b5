import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChampKey } from "@/lib/domain/champs";
import { type Corrections, effectiveValues, rebaseCorrections, sameValue } from "@/lib/domain/corrections";
import type { Json, JsonObject } from "@/lib/domain/json";

const CHAMPS = ["nom_apprenant", "email_contact", "rqth_apprenant"] as const satisfies readonly ChampKey[];

const value = fc.constantFrom<Json>(null, "a", "b", "c", true, 1);
const source = fc.record(
  { nom_apprenant: value, email_contact: value, rqth_apprenant: value },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>;
const step = fc.oneof(
  fc.record({ kind: fc.constant("import" as const), source }),
  fc.record({ kind: fc.constant("correction" as const), champ: fc.constantFrom(...CHAMPS), value }),
);

describe("Les corrections, quel que soit l'ordre des imports et des corrections", () => {
  it("tiennent, ou sont annoncées comme reprises ou remplacées : aucune ne disparaît en silence", () => {
    fc.assert(
      fc.property(source, fc.array(step, { maxLength: 20 }), (depart, changeSets) => {
        let current = depart;
        let corrections: Corrections = {};
        for (const g of changeSets) {
          if (g.kind === "correction") {
            const { [g.champ]: _, ...others } = corrections;
            const received = current[g.champ] ?? null;
            corrections = sameValue(g.value, received)
              ? others
              : { ...others, [g.champ]: { value: g.value, source: received } };
            continue;
          }
          const outcome = rebaseCorrections(corrections, g.source);
          const said = [...outcome.kept, ...outcome.settled, ...outcome.overridden];
          expect(said.toSorted()).toEqual(Object.keys(corrections).toSorted());
          expect(Object.keys(outcome.corrections).toSorted()).toEqual(outcome.kept.toSorted());
          const effective = effectiveValues(g.source, outcome.corrections);
          for (const champ of outcome.kept) {
            expect(outcome.corrections[champ]).toEqual(corrections[champ]);
            expect(effective[champ]).toEqual(corrections[champ]?.value);
          }
          for (const champ of outcome.settled)
            expect(sameValue(effective[champ], corrections[champ]?.value)).toBe(true);
          for (const champ of outcome.overridden) {
            expect(effective[champ]).toEqual(g.source[champ]);
            expect(sameValue(g.source[champ], corrections[champ]?.source)).toBe(false);
          }
          current = g.source;
          corrections = outcome.corrections;
        }
      }),
    );
  });
});
