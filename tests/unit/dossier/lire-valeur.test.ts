import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHAMPS } from "@/lib/dossier/champs";
import type { TypeChamp } from "@/lib/dossier/champs/definition";
import { REGLES } from "@/lib/dossier/contrat/regles";
import { type Cellule, lireValeur } from "@/lib/dossier/lire-valeur";
import { BASE, VECTEURS_CONTRAT } from "@/tests/fixtures/vecteurs";

type Cas = [recu: Cellule, lu: unknown];

function lit(type: TypeChamp, cas: Cas[]) {
  it.each(cas)(`${type} : lit %j`, (recu, lu) => {
    expect(lireValeur(type, recu)).toBe(lu);
  });
}

describe("Lire une date", () => {
  lit("date", [
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
    for (const recu of [
      "31/02/2026",
      "29/02/2026",
      "09/15/2026",
      "01/09/0206",
      "2026-09-01abc",
      "septembre",
      "46266",
    ]) {
      expect(lireValeur("date", recu)).toBe(recu);
      expect(REGLES.date(lireValeur("date", recu))).not.toEqual([]);
    }
  });

  it("ne prend pas un nombre quelconque pour une date", () => {
    expect(lireValeur("date", 2026)).toBe("2026");
    expect(lireValeur("date", 20260901)).toBe("20260901");
    expect(lireValeur("date", true)).toBe("VRAI");
  });
});

describe("Lire les autres valeurs", () => {
  lit("booleen", [
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
  lit("siret", [
    [77764444100018, "77764444100018"],
    ["777 644 441 00018", "77764444100018"],
    ["777\u00a0644\u202f441\u00a000018", "77764444100018"],
    ["7,77644E+13", "7,77644E+13"],
    [7776444410001, "7776444410001"],
  ]);
  lit("siretTolere", [
    [82409268800026, "82409268800026"],
    ["824 092 688", "824 092 688"],
  ]);
  lit("uai", [
    [" 0352660b", "0352660B"],
    ["0352660 B", "0352660B"],
    ["352660B", "352660B"],
  ]);
  lit("ine", [[1234567890, "1234567890"]]);
  lit("identifiant", [
    [10432, "10432"],
    [1e21, "1000000000000000000000"],
  ]);
  lit("cfd", [
    [32021411, "32021411"],
    ["320-21411", "32021411"],
    ["26x20007", "26X20007"],
    [3202141.5, "3202141.5"],
  ]);
  lit("rncp", [
    [38243, "RNCP38243"],
    ["rncp 38243", "RNCP38243"],
    ["RNCP", "RNCP"],
  ]);
  lit("codePostal", [
    [1000, "01000"],
    ["1000", "01000"],
    [35000, "35000"],
    ["35 000", "35000"],
    ["F-35000", "F-35000"],
  ]);
  lit("communeInsee", [
    [1004, "01004"],
    ["2a004", "2A004"],
  ]);
  lit("sexe", [
    ["H", "M"],
    ["f", "F"],
    [1, "M"],
    [2, "F"],
    ["Féminin", "F"],
    ["FEMME", "F"],
    ["masculin", "M"],
    ["Homme", "M"],
    ["inconnu", "inconnu"],
  ]);
  lit("telephone", [
    [612345678, "0612345678"],
    ["612345678", "0612345678"],
    [33612345678, "+33612345678"],
    ["+33612345678", "+33612345678"],
    ["06 12 34 56 78", "06 12 34 56 78"],
    [12345, "12345"],
  ]);
  lit("email", [
    [" zoe@example.org\u200b ", "zoe@example.org"],
    ["mailto:zoe@example.org", "zoe@example.org"],
    ["a@b.fr;c@d.fr", "a@b.fr;c@d.fr"],
  ]);
  lit("anneeScolaire", [
    ["2026/2027", "2026-2027"],
    ["2026 – 2027", "2026-2027"],
    ["2026-27", "2026-2027"],
    [2026, "2026"],
  ]);
  lit("anneeFormation", [
    ["1", 1],
    ["2,0", 2],
    [3, 3],
    ["1ère", "1ère"],
  ]);
  lit("duree", [
    ["24", 24],
    ["2 ans", "2 ans"],
    [1.5, 1.5],
  ]);
  lit("situation", [
    ["4101", 4101],
    ["0", 0],
    ["1A", "1A"],
  ]);
  lit("dernierOrganisme", [
    [35, "35"],
    [1, "01"],
    ["2a", "2A"],
    ["0352660b", "0352660B"],
  ]);
  lit("typeCfa", [
    [1, "01"],
    ["1", "01"],
    [10, "10"],
  ]);
  lit("nom", [
    ["  D'Aubigné ", "D'Aubigné"],
    [12, "12"],
  ]);

  it("une cellule vide ou blanche ne dit rien, quel que soit le champ", () => {
    for (const { type } of CHAMPS) {
      for (const vide of [null, "", "  ", "\u00a0\n"]) expect(lireValeur(type, vide)).toBeUndefined();
    }
  });
});

const TYPES = [...new Set(CHAMPS.map((champ) => champ.type))];
const estCellule = (valeur: unknown): valeur is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof valeur);
const VUES = [...Object.values(BASE), ...VECTEURS_CONTRAT.flatMap((v) => Object.values(v.set ?? {}))].filter(
  estCellule,
);

const chiffres = (min: number, max: number) => fc.stringMatching(new RegExp(`^[0-9]{${min},${max}}$`));
const cellules: fc.Arbitrary<string | number | boolean> = fc.oneof(
  fc.constantFrom(...VUES),
  fc.constantFrom(...VUES.map((vue) => ` ${String(vue)}\u00a0`)),
  fc.boolean(),
  fc.integer({ min: -10, max: 10_000 }),
  fc.integer({ min: 0, max: 99_999_999_999_999 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  chiffres(1, 15),
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
const sujets = fc.tuple(fc.constantFrom(...TYPES), cellules);

describe("La lecture, quoi qu'on lui donne", () => {
  it("ne transforme jamais une valeur que le TBA accepte en une valeur qu'il refuse", () => {
    fc.assert(
      fc.property(sujets, ([type, recu]) => {
        fc.pre(String(recu).trim() !== "" && REGLES[type](recu).length === 0);
        const lu = lireValeur(type, recu);
        expect(lu).toBeDefined();
        expect(REGLES[type](lu)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  }, 30_000);

  it("ne change plus rien à la seconde lecture", () => {
    fc.assert(
      fc.property(sujets, ([type, recu]) => {
        const lu = lireValeur(type, recu);
        if (lu === undefined) return;
        if (!estCellule(lu)) throw new Error("une cellule se lit en texte, nombre ou booléen");
        expect(lireValeur(type, lu)).toBe(lu);
      }),
      { numRuns: 2000 },
    );
  }, 30_000);

  it("ne perd jamais une valeur qu'elle ne sait pas lire", () => {
    fc.assert(
      fc.property(sujets, ([type, recu]) => {
        fc.pre(String(recu).trim() !== "");
        expect(lireValeur(type, recu)).toBeDefined();
      }),
    );
  });
});
