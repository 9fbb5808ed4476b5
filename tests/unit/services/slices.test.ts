import { describe, expect, it } from "vitest";
import { givingWay, oneAhead } from "@/lib/services/imports/slices";

async function* counting(asked: number[], failsAt = Number.POSITIVE_INFINITY) {
  for (let n = 1; n <= 3; n++) {
    asked.push(n);
    if (n === failsAt) throw new Error("La base ne répond plus.");
    yield n;
  }
}

describe("Les tranches d'un import", () => {
  it("se demandent une d'avance, et se rendent dans l'ordre", async () => {
    const asked: number[] = [];
    const taken: number[] = [];
    for await (const n of oneAhead(counting(asked))) {
      await Promise.resolve();
      expect(asked).toContain(Math.min(n + 1, 3));
      taken.push(n);
    }
    expect(taken).toEqual([1, 2, 3]);
  });

  it("disent une panne à leur tour, après celles qui étaient bonnes", async () => {
    const taken: number[] = [];
    const all = (async () => {
      for await (const n of oneAhead(counting([], 2))) taken.push(n);
    })();
    await expect(all).rejects.toThrow("La base ne répond plus.");
    expect(taken).toEqual([1]);
  });

  it("s'arrêtent avec qui les écrit, et ne laissent pas de panne sans témoin", async () => {
    const all = (async () => {
      for await (const _ of oneAhead(counting([], 2))) throw new Error("Le disque est plein.");
    })();
    await expect(all).rejects.toThrow("Le disque est plein.");
  });
});

it("Un travail fait pas à pas laisse passer les autres entre deux pas", async () => {
  const said: string[] = [];
  function* work() {
    said.push("premier pas");
    yield;
    said.push("second pas");
    return 7;
  }
  setImmediate(() => said.push("un autre"));
  expect(await givingWay(work())).toBe(7);
  expect(said).toEqual(["premier pas", "un autre", "second pas"]);
});
