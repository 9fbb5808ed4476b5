import { describe, expect, it } from "vitest";
import { createRequestsUnderWay } from "@/scripts/requests-under-way.mjs";

/** Longer than any test: what ends sooner did not wait for it. */
const FOR_EVER = 3_600_000;

describe("Ce qui peut attendre laisse passer les pages", () => {
  it("n'attend rien quand personne n'attend de page", async () => {
    await createRequestsUnderWay().whenNone(FOR_EVER);
  });

  it("attend la fin de la dernière, dite deux fois comprise", async () => {
    const requests = createRequestsUnderWay();
    const [first, second] = [requests.enter(), requests.enter()];
    let gone = false;
    const waiting = requests.whenNone(FOR_EVER).then(() => {
      gone = true;
    });
    first();
    first();
    await new Promise((resolve) => setImmediate(resolve));
    expect(gone).toBe(false);
    second();
    await waiting;
  });

  it("va quand même son chemin là où il y a toujours une page à faire", async () => {
    const requests = createRequestsUnderWay();
    requests.enter();
    await requests.whenNone(1);
  });
});
