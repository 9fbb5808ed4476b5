import { describe, expect, it } from "vitest";
import { createSlots, RETRY_POLICY, rateLimitDelay, retryDelay, UNLIMITED } from "@/lib/night/run/pace/retry";

describe("Un nouvel essai", () => {
  it("attend deux fois plus à chaque échec, jusqu'à une minute, avec du hasard", () => {
    expect([1, 2, 3, 10].map((attempt) => retryDelay(attempt, () => 1))).toEqual([2000, 4000, 8000, 60_000]);
    expect(retryDelay(3, () => 0.5)).toBe(4000);
  });

  it("attend ce que le TBA demande, une minute s'il ne dit rien, et jamais plus d'un quart d'heure", () => {
    expect([5, null, 100_000, 0, Number.POSITIVE_INFINITY].map(rateLimitDelay)).toEqual([
      5000, 60_000, 900_000, 1000, 900_000,
    ]);
  });

  it("cesse d'attendre dès que l'arrêt est demandé, sans erreur", async () => {
    const stop = new AbortController();
    const waiting = RETRY_POLICY.wait(3_600_000, stop.signal);
    stop.abort();
    await expect(waiting).resolves.toBeUndefined();
  });
});

describe("Des places comptées", () => {
  it("ne laissent jamais commencer plus de travaux que de places", async () => {
    const inTwos = createSlots(2);
    const ends: (() => void)[] = [];
    const works = [1, 2, 3].map(() => inTwos(() => new Promise<void>((end) => ends.push(end))));
    expect(ends).toHaveLength(2);
    ends[0]?.();
    await works[0];
    expect(ends).toHaveLength(3);
    for (const end of ends) end();
    await Promise.all(works);
  });

  it("servent chacun à son tour, et se rendent même quand le travail échoue", async () => {
    const inTurn = createSlots(1);
    const said: string[] = [];
    const failing = inTurn(async () => {
      said.push("premier");
      throw new Error("La base ne répond plus.");
    });
    const next = inTurn(async () => said.push("second"));
    await expect(failing).rejects.toThrow("La base ne répond plus.");
    await next;
    expect(said).toEqual(["premier", "second"]);
    expect(await UNLIMITED(async () => 3)).toBe(3);
  });
});
