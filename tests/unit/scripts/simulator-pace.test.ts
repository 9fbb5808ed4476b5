import { describe, expect, it } from "vitest";
import { createPace } from "@/scripts/tba-simulateur/pace";

/** A watch that only moves when told to, and what was waited for. */
function testWatch() {
  const waits: number[] = [];
  let at = 1000;
  return {
    waits,
    advance: (ms: number) => {
      at += ms;
    },
    now: () => at,
    wait: async (ms: number) => {
      waits.push(ms);
    },
  };
}

describe("Le débit du TBA simulé", () => {
  it("est celui d'un seul processus : les appels qui arrivent ensemble sont jugés l'un après l'autre", async () => {
    const watch = testWatch();
    const pace = createPace(2000, watch);
    await Promise.all([pace(2000), pace(2000), pace(500)]);
    expect(watch.waits).toEqual([1000, 2000, 2250]);
  });

  it("ne fait pas attendre pour ce qui est jugé depuis longtemps, et ne s'avance pas non plus", async () => {
    const watch = testWatch();
    const pace = createPace(2000, watch);
    await pace(2000);
    watch.advance(600);
    await pace(2000);
    watch.advance(60_000);
    await pace(2000);
    expect(watch.waits).toEqual([1000, 1400, 1000]);
  });

  it("est sans limite quand aucune n'est donnée", async () => {
    const watch = testWatch();
    await createPace(null, watch)(2000);
    expect(watch.waits).toEqual([]);
  });
});
