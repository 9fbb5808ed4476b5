import { describe, expect, it } from "vitest";
import { parisDay } from "@/lib/domain/paris-day";

describe("Le jour de Paris", () => {
  it("est celui de l'horloge de Paris à chaque quart d'heure, autour des changements d'heure et des minuits", () => {
    const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short" });
    const QUARTER_MS = 15 * 60_000;
    for (const change of ["1911-03-11", "1976-03-28", "2026-03-29", "2026-10-25", "2026-12-31", "2028-02-29"]) {
      const from = Date.parse(`${change}T00:00:00Z`) - 26 * 3_600_000;
      for (let quarter = 0; quarter < 4 * 52; quarter++) {
        const instant = new Date(from + quarter * QUARTER_MS);
        expect(parisDay(instant), instant.toISOString()).toBe(clock.format(instant));
        // Asked again, from what was kept.
        expect(parisDay(new Date(instant.getTime() + 1)), instant.toISOString()).toBe(clock.format(instant));
      }
    }
  });

  it("reste juste quand on en demande plus qu'il n'en garde", () => {
    const day = (n: number) => new Date(Date.parse("2020-01-01T12:00:00Z") + n * 86_400_000);
    for (let n = 0; n < 5000; n++) expect(parisDay(day(n))).toBe(day(n).toISOString().slice(0, 10));
    expect(parisDay(day(0))).toBe("2020-01-01");
  });
});
