import { describe, expect, it } from "vitest";
import { stillSince } from "@/components/events/still-since";

const MINUTE = 60_000;

describe("Depuis quand rien n'avance", () => {
  it("depuis le dernier mouvement, même dans un onglet que personne ne regarde", () => {
    expect(stillSince(0, 5 * MINUTE, 5 * MINUTE + 10_000, true)).toBe(0);
    expect(stillSince(0, 5 * MINUTE, 6 * MINUTE, true)).toBe(0);
  });

  it("depuis maintenant, quand le navigateur n'a rien pu en savoir : il dormait, n'a pas de réseau, ou son horloge a reculé", () => {
    expect(stillSince(0, MINUTE, 61 * MINUTE, true)).toBe(61 * MINUTE);
    expect(stillSince(0, MINUTE, MINUTE + 10_000, false)).toBe(MINUTE + 10_000);
    expect(stillSince(60 * MINUTE, 60 * MINUTE, MINUTE, true)).toBe(MINUTE);
  });
});
