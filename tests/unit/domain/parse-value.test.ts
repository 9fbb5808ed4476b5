import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHAMPS } from "@/lib/domain/champs";
import type { ChampType } from "@/lib/domain/champs/definition";
import { RULES } from "@/lib/domain/contrat/rules";
import { type Cell, parseValue } from "@/lib/domain/parse-value";
import { BASE, CONTRAT_VECTORS } from "@/tests/fixtures/vectors";

type Scenario = [received: Cell, got: unknown];

function reads(type: ChampType, scenario: Scenario[]) {
  it.each(scenario)(`${type} : lit %j`, (received, got) => {
    expect(parseValue(type, received)).toBe(got);
  });
}

describe("Lire une date", () => {
  reads("date", [
    ["2026-09-01", "2026-09-01"],
    ["01/09/2026", "2026-09-01"],
    [" 1/9/2026 ", "2026-09-01"],
    ["01-09-2026", "2026-09-01"],
    ["01.09.2026", "2026-09-01"],
    ["01/09/2026 00:00:00", "2026-09-01"],
    ["2026-09-01T22:00:00.000Z", "2026-09-01"],
    ["2026-09-01 00:00:00", "2026-09-01"],
    ["2026/9/1", "2026-09-01"],
    ["14/03/08", "2008-03-14"],
    ["14/03/98", "1998-03-14"],
    ["31/08/28", "2028-08-31"],
    ["29/02/2024", "2024-02-29"],
    [46266, "2026-09-01"],
    [46266.75, "2026-09-01"],
  ]);

  it("laisse telle quelle une date impossible, pour que le contrat la montre", () => {
    for (const received of [
      "31/02/2026",
      "29/02/2026",
      "09/15/2026",
      "01/09/0206",
      "2026-09-01abc",
      "septembre",
      "46266",
    ]) {
      expect(parseValue("date", received)).toBe(received);
      expect(RULES.date(parseValue("date", received))).not.toEqual([]);
    }
  });

  it("ne prend pas un nombre quelconque pour une date", () => {
    expect(parseValue("date", 2026)).toBe("2026");
    expect(parseValue("date", 20260901)).toBe("20260901");
    expect(parseValue("date", true)).toBe("VRAI");
  });
});

describe("Lire les autres valeurs", () => {
  reads("booleen", [
    [true, true],
    [false, false],
    [1, true],
    [0, false],
    ["OUI", true],
    [" Non ", false],
    ["vrai", true],
    ["FAUX", false],
    ["x", true],
    ["peut-être", "peut-être"],
    [2, "2"],
  ]);
  reads("siret", [
    [77764444100018, "77764444100018"],
    ["777 644 441 00018", "77764444100018"],
    ["777\u00a0644\u202f441\u00a000018", "77764444100018"],
    ["7,77644E+13", "7,77644E+13"],
    [7776444410001, "7776444410001"],
  ]);
  reads("siretTolere", [
    [82409268800026, "82409268800026"],
    ["824 092 688", "824 092 688"],
  ]);
  reads("uai", [
    [" 0352660b", "0352660B"],
    ["0352660 B", "0352660B"],
    ["352660B", "352660B"],
  ]);
  reads("ine", [[1234567890, "1234567890"]]);
  reads("identifiant", [
    [10432, "10432"],
    [1e21, "1000000000000000000000"],
  ]);
  reads("cfd", [
    [32021411, "32021411"],
    ["320-21411", "32021411"],
    ["26x20007", "26X20007"],
    [3202141.5, "3202141.5"],
  ]);
  reads("rncp", [
    [38243, "RNCP38243"],
    ["rncp 38243", "RNCP38243"],
    ["RNCP", "RNCP"],
  ]);
  reads("codePostal", [
    [1000, "01000"],
    ["1000", "01000"],
    [35000, "35000"],
    ["35 000", "35000"],
    ["F-35000", "F-35000"],
  ]);
  reads("communeInsee", [
    [1004, "01004"],
    ["2a004", "2A004"],
  ]);
  reads("sexe", [
    ["H", "M"],
    ["f", "F"],
    [1, "M"],
    [2, "F"],
    ["Féminin", "F"],
    ["FEMME", "F"],
    ["masculin", "M"],
    ["Homme", "M"],
    ["unknown", "unknown"],
  ]);
  reads("telephone", [
    [612345678, "0612345678"],
    ["612345678", "0612345678"],
    [33612345678, "+33612345678"],
    ["+33612345678", "+33612345678"],
    ["06 12 34 56 78", "06 12 34 56 78"],
    [12345, "12345"],
  ]);
  reads("email", [
    [" zoe@example.org\u200b ", "zoe@example.org"],
    ["mailto:zoe@example.org", "zoe@example.org"],
    ["a@b.fr;c@d.fr", "a@b.fr;c@d.fr"],
  ]);
  reads("anneeScolaire", [
    ["2026/2027", "2026-2027"],
    ["2026 – 2027", "2026-2027"],
    ["2026-27", "2026-2027"],
    [2026, "2026"],
  ]);
  reads("anneeFormation", [
    ["1", 1],
    ["2,0", 2],
    [3, 3],
    ["1ère", "1ère"],
  ]);
  reads("duree", [
    ["24", 24],
    ["2 ans", "2 ans"],
    [1.5, 1.5],
  ]);
  reads("situation", [
    ["4101", 4101],
    ["0", 0],
    ["1A", "1A"],
  ]);
  reads("dernierOrganisme", [
    [35, "35"],
    [1, "01"],
    ["2a", "2A"],
    ["0352660b", "0352660B"],
  ]);
  reads("typeCfa", [
    [1, "01"],
    ["1", "01"],
    [10, "10"],
  ]);
  reads("nom", [
    ["  D'Aubigné ", "D'Aubigné"],
    [12, "12"],
  ]);

  it("une cellule vide ou blanche ne dit rien, quel que soit le champ", () => {
    for (const { type } of CHAMPS) {
      for (const empty of [null, "", "  ", "\u00a0\n"]) expect(parseValue(type, empty)).toBeUndefined();
    }
  });
});

const TYPES = [...new Set(CHAMPS.map((champ) => champ.type))];
const isCell = (value: unknown): value is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof value);
const VIEWS = [...Object.values(BASE), ...CONTRAT_VECTORS.flatMap((v) => Object.values(v.set ?? {}))].filter(isCell);

const digits = (min: number, max: number) => fc.stringMatching(new RegExp(`^[0-9]{${min},${max}}$`));
const cells: fc.Arbitrary<string | number | boolean> = fc.oneof(
  fc.constantFrom(...VIEWS),
  fc.constantFrom(...VIEWS.map((view) => ` ${String(view)}\u00a0`)),
  fc.boolean(),
  fc.integer({ min: -10, max: 10_000 }),
  fc.integer({ min: 0, max: 99_999_999_999_999 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  digits(1, 15),
  fc.stringMatching(/^(0|\+33|0033|33)?[1-9][0-9]{8}$/),
  fc.stringMatching(/^[0-9]{7}[a-zA-Z]$/),
  fc.stringMatching(/^ ?[0-9 .-]{2,20}$/),
  fc.stringMatching(/^(RNCP|rncp)?[ .-]?[0-9]{2,5}$/),
  fc.stringMatching(/^[12][0-9]{3} ?[-/] ?[12][0-9]{3}$/),
  fc.stringMatching(/^20[0-9]{2}-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?(Z|\+02:00)?)?$/),
  fc.stringMatching(/^[0-3]?[0-9][/.-][01]?[0-9][/.-]([0-9]{2}|[0-9]{4})$/),
  fc.stringMatching(/^[a-z0-9.]{1,8}@[a-z0-9-]{1,8}\.[a-z]{2,3}$/),
  fc.stringMatching(/^[A-Z0-9]{8}$/),
  fc.string({ unit: "grapheme" }),
);
const subjects = fc.tuple(fc.constantFrom(...TYPES), cells);

describe("La lecture, quoi qu'on lui donne", () => {
  it("ne transforme jamais une valeur que le TBA accepte en une valeur qu'il refuse", () => {
    fc.assert(
      fc.property(subjects, ([type, received]) => {
        fc.pre(String(received).trim() !== "" && RULES[type](received).length === 0);
        const got = parseValue(type, received);
        expect(got).toBeDefined();
        expect(RULES[type](got)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("ne change plus rien à la seconde lecture", () => {
    fc.assert(
      fc.property(subjects, ([type, received]) => {
        const got = parseValue(type, received);
        if (got === undefined) return;
        if (!isCell(got)) throw new Error("une cellule se lit en texte, nombre ou booléen");
        expect(parseValue(type, got)).toBe(got);
      }),
      { numRuns: 2000 },
    );
  });

  it("ne perd jamais une valeur qu'elle ne sait pas lire", () => {
    fc.assert(
      fc.property(subjects, ([type, received]) => {
        fc.pre(String(received).trim() !== "");
        expect(parseValue(type, received)).toBeDefined();
      }),
    );
  });
});
