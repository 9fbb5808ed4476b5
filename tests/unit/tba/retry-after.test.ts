import { describe, expect, it } from "vitest";
import { lireRetryAfter } from "@/lib/tba/retry-after";

const maintenant = new Date("2026-10-21T07:27:30.400Z");
const lire = (entete: string | string[] | undefined) => lireRetryAfter(entete, maintenant);

describe("L'attente demandée par Retry-After", () => {
  it("est un nombre de secondes", () => {
    expect(lire("30")).toBe(30);
    expect(lire(" 0 ")).toBe(0);
  });

  it("ou une date HTTP, arrondie à la seconde suivante", () => {
    expect(lire("Wed, 21 Oct 2026 07:28:00 GMT")).toBe(30);
  });

  it("n'est jamais négative : une date passée veut dire tout de suite", () => {
    expect(lire("Wed, 21 Oct 2026 07:00:00 GMT")).toBe(0);
  });

  it.each([undefined, "", "-5", "1.5", "bientôt", "2026-10-21", "Wed, 99 Foo 2026 07:28:00 GMT"])(
    "est inconnue pour %j",
    (entete) => {
      expect(lire(entete)).toBeNull();
    },
  );

  it("est la première quand l'en-tête est répété", () => {
    expect(lire(["5", "60"])).toBe(5);
  });
});
