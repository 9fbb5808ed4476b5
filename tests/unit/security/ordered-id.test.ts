import { describe, expect, it } from "vitest";
import { isUuid } from "@/lib/domain/is-uuid";
import { createOrderedIds } from "@/lib/security/ordered-id";

const FIRST = 1_790_000_000_000;

describe("Un identifiant qui grandit", () => {
  it("vient après celui d'avant, dans la même milliseconde comme quand l'horloge recule", () => {
    let now = FIRST;
    const next = createOrderedIds(() => now);
    const ids = Array.from({ length: 10_000 }, () => next());
    now -= 60_000;
    ids.push(next());
    now = FIRST + 60_000;
    ids.push(next());
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("est un UUID de version 7, qui dit son heure et que rien d'autre ne laisse deviner", () => {
    const [one = "", other = ""] = [createOrderedIds(() => FIRST)(), createOrderedIds(() => FIRST)()];
    expect(isUuid(one)).toBe(true);
    expect(one).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(Number.parseInt(one.replace("-", "").slice(0, 12), 16)).toBe(FIRST);
    expect(one.slice(0, 18)).toBe(other.slice(0, 18));
    expect(one.slice(19)).not.toBe(other.slice(19));
  });
});
