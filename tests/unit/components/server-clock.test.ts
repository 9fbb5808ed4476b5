import { expect, it } from "vitest";
import { serverClock } from "@/components/dates/server-clock";

it("Ce qui reste d'un travail se compte à l'heure du serveur, que celle du poste avance ou que la page soit ancienne", () => {
  const minutes = (count: number) => Date.parse("2027-03-28T10:00:00Z") + count * 60_000;
  const madeAt = (count: number) => new Date(minutes(count)).toISOString();
  // The browser is ten minutes ahead.
  expect(serverClock(madeAt(0), minutes(10))).toBe(madeAt(0));
  expect(serverClock(madeAt(0), minutes(12))).toBe(madeAt(2));
  expect(serverClock(madeAt(3), minutes(13))).toBe(madeAt(3));
  expect(serverClock(madeAt(0), minutes(14))).toBe(madeAt(4));
});
