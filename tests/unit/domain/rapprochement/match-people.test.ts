import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchPeople } from "@/lib/domain/rapprochement/match-people";
import type { Entry } from "@/lib/domain/rapprochement/match-people.types";
import { makePeople } from "@/tests/factories/mutated-names";

const who = (lastName: string, firstName: string, birth: string | null = "2004-02-29"): Entry => ({
  lastName,
  firstName,
  birth,
  formations: ["RNCP38243"],
});
const kinds = (apprentices: Entry[], lines: Entry[]) => {
  const { matches, proposals } = matchPeople(apprentices, lines);
  return {
    matches: matches.map(({ apprentice, line, kind }) => [apprentice, line, kind]),
    proposals: proposals.map(({ apprentice, line, kind }) => [apprentice, line, kind]),
  };
};

describe("Un apprenti et une ligne de la liste du TBA", () => {
  it.each([
    ["la casse et les accents", who("Lefèvre", "Zoé"), who("LEFEVRE", "ZOE"), "exact"],
    ["les tirets et les espaces", who("Aubry-Kervella", "Léo-Paul"), who("AUBRY KERVELLA", "Leo Paul"), "exact"],
    ["l'apostrophe", who("D’Armaillé", "Côme"), who("D'ARMAILLE", "Côme"), "exact"],
    ["une ligature", who("Cœurdoux", "Zoé"), who("COEURDOUX", "Zoé"), "exact"],
    ["le nom et le prénom inversés", who("Martin", "Léa"), who("LEA", "Martin"), "order"],
    ["un double nom inversé", who("Martin-Dupont", "Léa"), who("DUPONT MARTIN", "Léa"), "order"],
    ["une particule", who("de la Tour", "Léa"), who("LATOUR", "Léa"), "last-name"],
    ["un second nom", who("Martin", "Léa"), who("MARTIN DUPONT", "Léa"), "last-name"],
    ["une lettre du nom", who("Mathieu", "Léa"), who("MATTHIEU", "Léa"), "last-name"],
    ["d'autres prénoms", who("Martin", "Lucas"), who("MARTIN", "Lucas Jean Marie"), "first-name"],
  ])("sont la même personne malgré %s", (_what, apprentice, line, kind) => {
    expect(kinds([apprentice], [line])).toEqual({ matches: [[0, 0, kind]], proposals: [] });
  });

  it("ne sont jamais rapprochés d'eux-mêmes quand un chiffre de la naissance diffère : c'est proposé", () => {
    expect(kinds([who("Martin", "Léa", "2004-02-19")], [who("MARTIN", "Léa", "2004-02-29")])).toEqual({
      matches: [],
      proposals: [[0, 0, "birth-figure"]],
    });
  });

  it("ne sont pas rapprochés quand deux chiffres de la naissance diffèrent", () => {
    expect(kinds([who("Martin", "Léa", "2004-02-11")], [who("MARTIN", "Léa", "2004-12-29")])).toEqual({
      matches: [],
      proposals: [],
    });
  });

  it("d'une même famille, nés à un chiffre près, ne sont pas proposés l'un pour l'autre", () => {
    for (const sister of [who("MARTIN", "Zoé", "2004-02-19"), who("DURAND", "Léa", "2004-02-19")]) {
      expect(kinds([who("Martin", "Léa")], [sister])).toEqual({ matches: [], proposals: [] });
    }
  });

  it("sans date de naissance lisible, sont seulement proposés", () => {
    expect(kinds([who("Martin", "Léa")], [who("MARTIN", "Léa", null)]).matches).toEqual([]);
    expect(kinds([who("Martin", "Léa", null)], [who("MARTIN", "Léa", null)]).matches).toEqual([]);
  });

  it("jumeaux, ne sont jamais pris l'un pour l'autre", () => {
    const twins = [who("Martin", "Jean-Luc"), who("Martin", "Jean-Marc")];
    expect(kinds(twins, [who("MARTIN", "Jean Marc")]).matches).toEqual([[1, 0, "exact"]]);
    expect(kinds(twins, [who("MARTIN", "Jean")])).toEqual({ matches: [], proposals: [] });
    expect(kinds([who("Martin", "Mathis")], [who("MARTIN", "Mathias")])).toEqual({
      matches: [],
      proposals: [[0, 0, "name-slip"]],
    });
    expect(kinds([who("Martin", "Léa")], [who("MARTIN", "Lia")])).toEqual({ matches: [], proposals: [] });
  });

  it("les deux lignes d'une même personne lui reviennent toutes les deux", () => {
    const lines = [who("MARTIN", "Léa"), who("MARTIN DUPONT", "Léa"), who("MARTIN", "Léa")];
    expect(kinds([who("Martin", "Léa")], lines).matches).toEqual([
      [0, 0, "exact"],
      [0, 2, "exact"],
      [0, 1, "last-name"],
    ]);
  });

  it("une lettre du nom ne fait pas la même personne d'une autre formation : c'est proposé", () => {
    const other = { ...who("FABRE", "Léa"), formations: ["RNCP35526"] };
    expect(kinds([who("Faure", "Léa")], [other])).toEqual({ matches: [], proposals: [[0, 0, "name-slip"]] });
  });

  it("deux candidats ne font aucun rapprochement", () => {
    const two = [who("Martin-Dupont", "Léa"), who("Martin-Durand", "Léa")];
    expect(kinds(two, [who("MARTIN", "Léa")])).toEqual({ matches: [], proposals: [] });
  });

  it("l'ordre des lignes ne change rien à qui est qui", () => {
    const { apprentices, lines } = makePeople(7, {
      size: 300,
      mutated: 40,
      twins: 10,
      missing: 10,
      unknown: 10,
      twice: 5,
    });
    const told = (order: Entry[]) =>
      new Set(
        matchPeople(apprentices, order).matches.map(
          ({ apprentice, line }) => `${apprentice} ${JSON.stringify(order[line])}`,
        ),
      );
    expect(told([...lines].reverse())).toEqual(told(lines));
  });
});

describe("Une liste entière, dont des noms sont écrits autrement", () => {
  it("n'a aucun rapprochement faux, et presque tous les vrais", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const made = makePeople(seed, { size: 400, mutated: 10, twins: 5, missing: 5, unknown: 5, twice: 2 });
        const { matches } = matchPeople(made.apprentices, made.lines);
        expect(matches.filter(({ apprentice, line }) => made.truth[line] !== apprentice)).toEqual([]);
        const known = made.truth.filter((rank) => rank !== null).length;
        expect(matches.length / known).toBeGreaterThan(0.97);
      }),
      { numRuns: 60 },
    );
  });

  it("n'en a aucun de faux même quand tous les noms sont écrits autrement", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const made = makePeople(seed, { size: 300, mutated: 100, twins: 10, missing: 30, unknown: 20, twice: 10 });
        const { matches } = matchPeople(made.apprentices, made.lines);
        expect(matches.filter(({ apprentice, line }) => made.truth[line] !== apprentice)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

it("Ce qui fut dit de qui n'est pas là, ou de qui n'a pas de nom, ne dit rien", () => {
  const told = [
    { apprentice: 7, line: 0, same: true },
    { apprentice: 0, line: 7, same: false },
    { apprentice: 1, line: 0, same: true },
  ];
  const { matches } = matchPeople([who("Martin", "Léa"), who("", "")], [who("Durand", "Zoé")], told);
  expect(matches).toEqual([]);
});
