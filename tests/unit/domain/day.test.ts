import { afterEach, describe, expect, it } from "vitest";
import { parseTbaDate, tbaDay } from "@/lib/domain/day";

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** What the TBA's server, which lives in UTC, reads. */
function readInUtc(text: string): string | null {
  process.env.TZ = "UTC";
  const instant = new Date(text.trim());
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString().slice(0, 10);
}

const HOURS = ["T00:00:00", "T02:30:00", "T23:59:59.999", "T24:00:00", " 00:30", " 23:30", " 1:05 AM", " 11:05 pm"];
const ZONES = ["", "Z", "z", "+02:00", "-02:00", "+0500", "-0930", " UTC", " GMT", " GMT+0200", " EST", " PDT", " +03"];
const DAYS = ["2026-03-29", "2026-10-25", "2024-02-29", "2023-02-31", "1999-12-31", "2026-04-31"];
const CASES = DAYS.flatMap((day) => HOURS.flatMap((hour) => ZONES.map((suffix) => `${day}${hour}${suffix}`)));
const ODD = [
  "2026-09-01abc",
  "2026-13-01",
  "2026-09-01 (été)",
  " 2026-09-01",
  "2026-09-01 ",
  "2026-09-01T10",
  "2026-09-01T25:00",
];

describe("Le jour que le TBA lit dans une date", () => {
  it.each(["UTC", "Europe/Paris", "America/New_York", "Pacific/Auckland", "America/Sao_Paulo"])(
    "est le jour UTC, sur une machine à l'heure de %s",
    (tz) => {
      for (const text of [...CASES, ...ODD]) {
        const expected = /^\d{4}-\d{2}-\d{2}/.test(text) ? readInUtc(text) : null;
        process.env.TZ = tz;
        expect([text, tbaDay(text)]).toEqual([text, expected]);
      }
    },
  );
});

it("Une heure sans fuseau est la même où que soit le serveur, la nuit de mars où son heure saute aussi", () => {
  const halfPastTwo = { etat: "lue", serial: 20905, instant: 20905 + 2.5 / 24 };
  for (const place of ["UTC", "Europe/Paris", "America/Cayenne", "Pacific/Noumea"]) {
    process.env.TZ = place;
    for (const text of ["2027-03-28T02:30:00", "2027-03-28 02:30"]) {
      expect(parseTbaDate(text), `${text} à ${place}`).toEqual(halfPastTwo);
    }
  }
});
