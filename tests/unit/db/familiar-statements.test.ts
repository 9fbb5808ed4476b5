import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isFamiliar } from "@/db/familiar-statements";

describe("Les requêtes qu'une page redemande sans cesse", () => {
  it("sont préparées à la troisième fois, et le restent", () => {
    const text = `select '${randomUUID()}'`;
    expect([1, 2, 3, 4].map(() => isFamiliar(text))).toEqual([false, false, true, true]);
  });

  it("ne sont jamais plus de deux cents : une connexion garde ce qu'elle prépare", () => {
    const texts = Array.from({ length: 500 }, () => `select '${randomUUID()}'`);
    for (let time = 0; time < 4; time++) texts.forEach(isFamiliar);
    expect(texts.filter(isFamiliar).length).toBeLessThanOrEqual(200);
  });
});
