import { describe, expect, it } from "vitest";
import type { Change, ToWatch } from "@/lib/services/a-surveiller/a-surveiller.types";
import { parseToWatchView, selectToWatch } from "@/lib/services/a-surveiller/show-to-watch";

const change = (n: number): Change => ({
  ...{ id: `d-${n}`, apprenant: `NOM ${n} Éloïse`, formation: n % 2 === 0 ? "BTSA" : "CAP" },
  ...{ day: "2026-12-01", current: "APPRENTI", statut: "ABANDON", exclusion: false },
});

const all: ToWatch = {
  changes: Array.from({ length: 120 }, (_, n) => change(n)),
  ...{
    takenBack: [],
    leftBehind: [],
    notBegun: [],
    today: "2026-11-26",
    file: null,
    softwares: [],
    absents: [],
    departs: [],
  },
  ...{ duplicates: [], keptIdentities: [], held: [], canAct: true },
  jumeaux: [{ first: "A", second: "B", names: "ÉLOÏSE et LÉA", at: "", by: "" }],
};
const show = (params: Record<string, string>) => selectToWatch(all, parseToWatchView(params));

describe("Les listes d'« À surveiller »", () => {
  it("montrent leurs dix premières lignes côte à côte, et disent combien il y en a", () => {
    const { statuts, jumeaux } = show({});
    expect(statuts).toMatchObject({ kept: 120, page: 1, pages: 12 });
    expect(statuts.items).toHaveLength(10);
    expect(jumeaux.items).toHaveLength(1);
  });

  it("se lisent une à une par pages de 50, jusqu'à la dernière", () => {
    const { statuts, jumeaux } = show({ liste: "statuts", page: "3" });
    expect(statuts).toMatchObject({ kept: 120, page: 3, pages: 3 });
    expect(statuts.items.map(({ id }) => id)).toEqual(all.changes.slice(100).map(({ id }) => id));
    expect(jumeaux).toMatchObject({ items: [], kept: 1 });
    expect(show({ liste: "statuts", page: "99" }).statuts.page).toBe(3);
  });

  it("se cherchent sans accents ni casse, toutes à la fois", () => {
    const { statuts, jumeaux } = show({ recherche: "eloise", liste: "n'importe quoi" });
    expect([statuts.kept, jumeaux.kept]).toEqual([120, 1]);
    expect(show({ recherche: "nom 119" }).statuts.items.map(({ id }) => id)).toEqual(["d-119"]);
    expect(show({ recherche: "btsa", liste: "statuts", page: "2" }).statuts).toMatchObject({ kept: 60, pages: 2 });
  });
});
