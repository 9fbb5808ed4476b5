import { describe, expect, it } from "vitest";
import { type DateRule, FRENCH_DATES, orderEvidence, readDay } from "@/lib/domain/cells/read-day";
import { tidyText } from "@/lib/domain/cells/tidy-text";

const COLUMN: DateRule = { ...FRENCH_DATES, lenient: true };
const day = (text: string) => ({ kind: "day", day: text });
const fictive = (text: string | null) => ({ kind: "fictive", day: text });
const UNREADABLE = { kind: "unreadable" };

describe("Une date", () => {
  it.each([
    ["01/09/2026", day("2026-09-01")],
    ["1.9.26", day("2026-09-01")],
    ["01/09/49", day("2049-09-01")],
    ["01/09/50", day("1950-09-01")],
    ["le lundi 1/9/2026", day("2026-09-01")],
    ["01/09/2026 08h30", day("2026-09-01")],
    ["1er sept. 2026", day("2026-09-01")],
    ["mardi 1 septembre 2026", day("2026-09-01")],
    ["September 1, 2026", day("2026-09-01")],
    ["2026-09-01T00:00:00+02:00", day("2026-09-01")],
    ["29/02/2028", day("2028-02-29")],
    ["29/02/2027", UNREADABLE],
    ["01/13/2026", UNREADABLE],
    ["1 brumaire 2026", UNREADABLE],
    ["01/09/2026 environ", UNREADABLE],
    // The TBA reads the 1st of October: the text stays, for its anomaly to be said.
    ["2026-09-31", day("2026-09-31")],
    ["2026-13-01", UNREADABLE],
    ["46266", UNREADABLE],
    ["20260901", UNREADABLE],
  ])("saisie « %s » se lit comme elle est écrite", (text, reading) => {
    expect(readDay(text, FRENCH_DATES)).toEqual(reading);
  });

  it.each([
    ["31/12/9999", fictive("9999-12-31")],
    ["31/12/2099", fictive("2099-12-31")],
    ["01/01/1900", fictive("1900-01-01")],
    ["30/12/1899", fictive("1899-12-30")],
    ["01/01/0001", fictive(null)],
    ["00/00/0000", fictive(null)],
    ["0000-00-00 00:00:00", fictive(null)],
    ["00/01/00", fictive(null)],
    ["0-janv.-00", fictive(null)],
    ["01/01/1901", day("1901-01-01")],
    ["31/12/2098", day("2098-12-31")],
  ])("« %s » vaut pour aucune, ou pour une vraie", (text, reading) => {
    expect(readDay(text, FRENCH_DATES)).toEqual(reading);
  });

  it.each<[string | number, unknown]>([
    ["46266", day("2026-09-01")],
    [46266, day("2026-09-01")],
    [46266.75, day("2026-09-01")],
    ["20260901", day("2026-09-01")],
    [20260901, day("2026-09-01")],
    ["01092026", day("2026-09-01")],
    [1092026, day("2026-09-01")],
    ["120260901", UNREADABLE],
    ["2026090", UNREADABLE],
    [10959, day("1930-01-01")],
    [10958, UNREADABLE],
    [73050, fictive("2099-12-31")],
    [73051, UNREADABLE],
    [0, fictive(null)],
    ["2958465", fictive("9999-12-31")],
    ["2026-08-31T22:00:00Z", day("2026-09-01")],
    ["2026-12-31T23:00:00.000Z", day("2027-01-01")],
    ["2026-12-31T22:00:00Z", day("2026-12-31")],
    ["2026-08-31T23:00:00Z", day("2026-08-31")],
  ])("dans une colonne de dates, %j est un jour, ou ne l'est pas", (cell, reading) => {
    expect(readDay(cell, COLUMN)).toEqual(reading);
  });

  it("suit l'ordre de sa colonne, et le sien quand il n'y en a qu'un", () => {
    const english: DateRule = { ...COLUMN, order: "month-first" };
    expect(readDay("09/01/2026", english)).toEqual(day("2026-09-01"));
    expect(readDay("13/01/2026", english)).toEqual(day("2026-01-13"));
    expect(readDay("13/01/2026", { ...english, lenient: false })).toEqual(UNREADABLE);
    expect(readDay("32/01/2026", english)).toEqual(UNREADABLE);
  });

  it("d'un classeur de 1904 compte de là, et n'y est jamais ce jour-là", () => {
    const of1904: DateRule = { ...COLUMN, calendar1904: true };
    expect(readDay(44804, of1904)).toEqual(day("2026-09-01"));
    expect(readDay(0, of1904)).toEqual(fictive(null));
    expect(readDay("1904-01-01", of1904)).toEqual(fictive("1904-01-01"));
    expect(readDay("1904-01-01", COLUMN)).toEqual(day("1904-01-01"));
  });

  it.each([
    ["13/01/2026", "day-first"],
    ["01/13/2026", "month-first"],
    ["12/01/2026", "both"],
    ["02/02/2026", null],
    ["32/01/2026", null],
    ["01/32/2026", null],
    ["00/13/2026", null],
    ["2026-01-13", null],
    ["13 janvier 2026", null],
  ])("« %s » prouve un ordre, pourrait être les deux, ou n'en dit rien", (text, order) => {
    expect(orderEvidence(text)).toBe(order);
  });
});

describe("Le texte d'une cellule", () => {
  it.each([
    ["Lefèvre", "Lefèvre", []],
    ["35000.0", "35000", ["decimal"]],
    ["35000,00", "35000", ["decimal"]],
    ["35000,5", "35000,5", []],
    ["3.2031214E7", "32031214", ["exponent"]],
    ["1.5E3", "1.5E3", []],
    ["5,99047E+13", "5,99047E+13", []],
    ['="01000"', "01000", ["quoted"]],
    ["'01000", "01000", ["quoted"]],
    ["'t Hooft", "'t Hooft", []],
    ["NULL", "", ["empty-word"]],
    ["Null", "Null", []],
    ["n/a", "", ["empty-word"]],
    ["(vide)", "", ["empty-word"]],
    ["--", "", ["empty-word"]],
    ["Néant", "", ["empty-word"]],
    ["Zo\u200Bé", "Zoé", ["invisible"]],
    ["\u00A0Zoé\u202F", "Zoé", ["invisible"]],
    ["Zoe\u0301", "Zoé", []],
    ["Jose\uFB01ne", "Josefine", []],
    ["Gri\uFB03th", "Griffith", []],
    ["Lef&egrave;vre", "Lefèvre", ["entity"]],
    ["12 rue_x000D_des Lilas", "12 rue\ndes Lilas", []],
    ["Zo\u0007é", "Zoé", ["control"]],
    ["Lef\u0085vre", "Lef\uFFFDvre", []],
  ])("« %s » se range une fois pour toutes", (raw, text, did) => {
    expect(tidyText(raw)).toEqual({ text, did });
    expect(tidyText(text)).toEqual({ text, did: [] });
  });
});
