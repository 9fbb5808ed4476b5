import { describe, expect, it } from "vitest";
import { parseRetryAfter } from "@/lib/tba/retry-after";

const now = new Date("2026-10-21T07:27:30.400Z");
const read = (heading: string | string[] | undefined) => parseRetryAfter(heading, now);

describe("L'attente demandée par Retry-After", () => {
  it("est un nombre de secondes", () => {
    expect(read("30")).toBe(30);
    expect(read(" 0 ")).toBe(0);
  });

  it("ou une date HTTP, arrondie à la seconde suivante", () => {
    expect(read("Wed, 21 Oct 2026 07:28:00 GMT")).toBe(30);
  });

  it("n'est jamais négative : une date passée veut dire tout de suite", () => {
    expect(read("Wed, 21 Oct 2026 07:00:00 GMT")).toBe(0);
  });

  it.each([undefined, "", "-5", "1.5", "bientôt", "2026-10-21", "Wed, 99 Foo 2026 07:28:00 GMT"])(
    "est inconnue pour %j",
    (heading) => {
      expect(read(heading)).toBeNull();
    },
  );

  it("est la première quand l'en-tête est répété", () => {
    expect(read(["5", "60"])).toBe(5);
  });
});
