import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRateLimiter } from "@/lib/security/rate-limiter";

const AT = Date.parse("2027-03-28T00:59:30Z");
const HOUR_MS = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: AT });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("Tant d'appels par minute", () => {
  it("se comptent de nouveau à la minute suivante, et disent combien attendre d'ici là", () => {
    const limiter = createRateLimiter(2);
    const refused = () => limiter.consume("logiciel").refused;
    expect([refused(), refused(), refused()]).toEqual([false, false, true]);
    vi.setSystemTime(AT + 20_000);
    expect(limiter.consume("logiciel").headers["Retry-After"]).toBe("40");
    vi.setSystemTime(AT + 60_000);
    expect(refused()).toBe(false);
  });

  it("ne font attendre personne deux heures quand l'horloge du serveur est reculée de deux heures", () => {
    const limiter = createRateLimiter(1);
    expect([limiter.consume("logiciel").refused, limiter.consume("logiciel").refused]).toEqual([false, true]);
    vi.setSystemTime(AT - 2 * HOUR_MS);
    expect(limiter.consume("logiciel")).toMatchObject({ refused: false, headers: { "RateLimit-Reset": "60" } });
  });
});
