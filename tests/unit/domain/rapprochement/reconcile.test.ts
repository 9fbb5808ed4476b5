import { describe, expect, it } from "vitest";
import type { DatedList } from "@/lib/domain/rapprochement/combine-lists";
import type { DossierFacts } from "@/lib/domain/rapprochement/facts.types";
import { lineKey, reconcile } from "@/lib/domain/rapprochement/reconcile";
import type { TbaLine } from "@/lib/domain/rapprochement/tba-list.types";
import { makePeople } from "@/tests/factories/mutated-names";

const dossier = (lastName: string, change: Partial<DossierFacts> = {}): DossierFacts => ({
  id: lastName,
  lastName,
  firstName: "Léa",
  birth: "2004-02-29",
  formations: ["RNCP38243"],
  anneeScolaire: "2026-2027",
  uais: ["0352660B"],
  parcours: [["2026-09-01", "APPRENTI"]],
  exclusion: { own: null, kept: null, sent: true },
  blocking: null,
  hidden: null,
  refusal: null,
  receivedOn: "2026-10-01",
  acceptedOn: "2026-10-01",
  ...change,
});
const line = (lastName: string, change: Partial<TbaLine> = {}): TbaLine => ({
  row: 2,
  uai: "0352660B",
  siret: "77764444100018",
  lastName: lastName.toUpperCase(),
  firstName: "Léa",
  birth: "2004-02-29",
  statut: "APPRENTI",
  cfd: "",
  rncp: "RNCP38243",
  formation: "BTSA",
  ...change,
});
const list = (...lines: TbaLine[]): DatedList[] => [{ type: "apprenant", day: "2026-11-26", lines }];
const verdicts = (dossiers: DossierFacts[], lists: DatedList[]) =>
  reconcile(dossiers, lists).entries.map(({ category, reason }) => [category, reason]);

describe("Le rapprochement", () => {
  it("dit d'un apprenti vu comme prévu qu'il n'y a rien à faire", () => {
    expect(verdicts([dossier("Martin")], list(line("Martin")))).toEqual([["seen", "Vu le 26/11/2026."]]);
  });

  it("dit d'un statut qui ne se lit pas dans la liste qu'il n'est pas comparé", () => {
    const [found] = verdicts([dossier("Martin")], list(line("Martin", { statut: null })));
    expect(found).toEqual(["seen", expect.stringMatching(/^Vu le 26\/11\/2026.*n'est pas comparé/)]);
  });

  it.each<[string, Partial<DossierFacts>, RegExp]>([
    ["un couple inconnu", { hidden: "COUPLE_INCONNU" }, /ne connaît pas ensemble son UAI et son SIRET/],
    ["un organisme fermé", { hidden: "ORGANISME_FERME" }, /organisme est fermé/],
    ["une autre année scolaire", { anneeScolaire: "2025-2026" }, /2025-2026, n'est pas celle des listes/],
    ["un parcours à venir", { parcours: [["2027-01-04", "APPRENTI"]] }, /commence le 04\/01\/2027/],
    ["un statut qu'aucune liste ne montre", { parcours: [["2026-09-01", "ABANDON"]] }, /« Abandon », qu'aucune/],
    ["une transmission trop récente", { acceptedOn: "2026-11-26" }, /trop récent/],
    ["rien que nous sachions", {}, /rien de ce que nous savons/],
  ])("dit d'un apprenti transmis et pas vu que c'est : %s", (_what, change, reason) => {
    const [found] = reconcile([dossier("Martin", change)], list()).entries;
    expect(found?.category).toBe("not-seen");
    expect(found?.reason).toMatch(reason);
  });

  it("dit d'un apprenti jamais transmis ce qui l'arrête", () => {
    const never = { receivedOn: null, acceptedOn: null };
    const blocking = { sentence: "Le SIRET a 13 chiffres.", actor: "secretariat" } as const;
    expect(verdicts([dossier("A", { ...never, blocking })], list())).toEqual([["not-sent", "Le SIRET a 13 chiffres."]]);
    expect(verdicts([dossier("A", { ...never, refusal: "non" })], list())[0]?.[1]).toContain("l'a refusé : non");
    expect(verdicts([dossier("A", never)], list())[0]?.[1]).toContain("pas encore parti");
  });

  it("dit les deux statuts quand ils diffèrent, et depuis quelle date", () => {
    expect(verdicts([dossier("Martin")], list(line("Martin", { statut: "INSCRIT" })))).toEqual([
      [
        "other-statut",
        "Le TBA montrait « Inscrit » le 26/11/2026 ; nous prévoyons « En contrat » depuis le 01/09/2026.",
      ],
    ]);
  });

  it("dit d'une ligne de trop qu'elle est un doublon, et d'une ligne sans dossier qu'elle n'est plus dans le logiciel", () => {
    const found = verdicts([dossier("Martin")], list(line("Martin"), line("Martin"), line("Autre")));
    expect(found.map(([category]) => category)).toEqual(["seen", "twice", "unknown"]);
  });

  it("ne prend pas pour un doublon qui est dans deux listes", () => {
    const both = [...list(line("Martin")), { type: "apprenti", day: "2026-11-25", lines: [line("Martin")] } as const];
    expect(verdicts([dossier("Martin")], both).map(([category]) => category)).toEqual(["seen"]);
  });

  it("n'appelle pas doublon qui a changé de formation entre deux listes de deux jours", () => {
    const left: DatedList = {
      type: "abandon",
      day: "2026-10-01",
      lines: [line("Martin", { statut: "ABANDON", rncp: "RNCP35526" })],
    };
    const [own, second] = reconcile([dossier("Martin")], [...list(line("Martin")), left]).entries;
    expect(own?.category).toBe("seen");
    expect(second).toMatchObject({
      category: "twice",
      actor: "secretariat",
      action: "Déposer les listes d'un même jour.",
    });
    const [, same] = reconcile([dossier("Martin")], [...list(line("Martin")), { ...left, day: "2026-11-26" }]).entries;
    expect(same).toMatchObject({ category: "twice", actor: "tba" });
  });

  it("ne dit plus vu qui n'est que dans une liste que d'autres ont remplacée", () => {
    const old: DatedList = { type: "apprenti", day: "2026-10-15", lines: [line("Martin"), line("Autre")] };
    const { entries, counts } = reconcile([dossier("Martin")], [old, ...list()]);
    expect(entries.map(({ category }) => category)).toEqual(["not-seen"]);
    expect(counts.seen).toBe(0);
  });

  it("dit d'une ligne d'un UAI qui n'est celui d'aucun dossier que la liste est peut-être celle d'un autre", () => {
    const told = (uai: string) => verdicts([dossier("Martin")], list(line("Autre", { uai })))[1];
    expect(told("0755690T")).toEqual(["unknown", expect.stringMatching(/UAI 0755690T.* celle d'un autre organisme/)]);
    for (const uai of ["0352660B", ""]) expect(told(uai)?.[1]).toMatch(/parti sans dernier envoi/);
  });

  it("donne la ligne au dossier de l'année des listes, et dit de l'ancien pourquoi il n'y est pas", () => {
    const old = dossier("Martin", { id: "ancien", anneeScolaire: "2025-2026" });
    const found = reconcile([old, dossier("Martin")], list(line("Martin"))).entries;
    expect(found.map(({ dossier, category }) => [dossier?.id, category])).toEqual([
      ["ancien", "not-seen"],
      ["Martin", "seen"],
    ]);
  });

  it("ne prend jamais seul une naissance à un chiffre près", () => {
    expect(verdicts([dossier("Martin")], list(line("Martin", { birth: "2004-02-19" })))).toEqual([
      ["to-confirm", "La liste et le dossier ont le même nom, et une date de naissance à un chiffre près."],
    ]);
  });

  it("suit ce que l'établissement a dit : la même personne, ou deux", () => {
    const off = line("Martin", { birth: "2004-02-19" });
    const said = (same: boolean) =>
      reconcile([dossier("Martin")], list(off), [{ dossierId: "Martin", person: lineKey(off), same }]).entries;
    expect(said(true)).toEqual([
      expect.objectContaining({
        category: "seen",
        own: true,
        reason: expect.stringMatching(/a dit que c'est la même personne/),
      }),
    ]);
    expect(said(false).map(({ category, own }) => [category, own])).toEqual([
      ["not-seen", true],
      ["unknown", false],
    ]);
    // An answer about a dossier or a line that are no longer there says nothing.
    const gone = [
      { dossierId: "parti", person: lineKey(off), same: true },
      { dossierId: "Martin", person: "nul", same: true },
    ];
    expect(reconcile([dossier("Martin")], list(off), gone).entries[0]?.category).toBe("to-confirm");
  });

  it("dit d'un dossier dont les dates ne se lisent pas qu'on ne peut rien en prévoir, vu ou non", () => {
    const unread = dossier("Martin", { parcours: null });
    expect(verdicts([unread], list())[0]?.[1]).toMatch(/ne se lisent pas/);
    expect(verdicts([unread], list(line("Martin", { statut: "INSCRIT" })))[0]?.[0]).toBe("seen");
  });

  it("dit d'un autre statut que la liste est d'avant ce que le TBA a pris en dernier, quand elle l'est", () => {
    const told = (acceptedOn: string) =>
      verdicts([dossier("Martin", { acceptedOn })], list(line("Martin", { statut: "INSCRIT" })))[0]?.[1];
    for (const late of ["2026-11-27", "2026-11-26"]) expect(told(late)).toMatch(/La liste date d'avant/);
    expect(told("2026-11-25")).not.toMatch(/La liste date d'avant/);
  });

  it("suit aussi une réponse sur une ligne sans naissance", () => {
    const blank = line("Martin", { birth: null });
    const told = [{ dossierId: "Martin", person: lineKey(blank), same: true }];
    expect(reconcile([dossier("Martin")], list(blank), told).entries.map(({ category }) => category)).toEqual(["seen"]);
  });

  it("ne donne jamais une ligne à deux dossiers, même quand on l'a dite à deux", () => {
    const off = line("Martin", { birth: "2004-02-19" });
    const two = [dossier("Martin"), dossier("Martin", { id: "autre", firstName: "Zoé" })];
    const told = two.map(({ id }) => ({ dossierId: id, person: lineKey(off), same: true }));
    const { entries, counts } = reconcile(two, list(off), told);
    expect(counts.seen).toBe(1);
    expect(entries.map(({ category }) => category)).toEqual(["seen", "not-seen"]);
  });

  it("dit d'un apprenti vu sous un autre UAI, ou sans avoir été transmis, qu'il vient d'ailleurs", () => {
    expect(verdicts([dossier("Martin")], list(line("Martin", { uai: "0755690T" })))[0]?.[0]).toBe("elsewhere");
    expect(verdicts([dossier("Martin", { acceptedOn: null })], list(line("Martin")))[0]?.[0]).toBe("elsewhere");
  });

  it("met chaque dossier et chaque ligne dans une seule catégorie", () => {
    const made = makePeople(3, { size: 500, mutated: 50, twins: 10, missing: 10, unknown: 10, twice: 5 });
    const dossiers = made.apprentices.map((entry, i) => dossier(entry.lastName, { ...entry, id: String(i) }));
    const lines = made.lines.map((entry, i) =>
      line("x", { ...entry, birth: entry.birth, row: i + 2, rncp: entry.formations[0] ?? "", cfd: String(i) }),
    );
    const { entries, counts } = reconcile(dossiers, list(...lines));
    expect(entries.filter(({ own }) => own)).toHaveLength(500);
    expect(new Set(entries.filter(({ own }) => own).map(({ dossier }) => dossier?.id)).size).toBe(500);
    const told = entries.flatMap(({ line }) => (line === null ? [] : [line.row]));
    expect(told).toHaveLength(lines.length);
    expect(new Set(told).size).toBe(lines.length);
    expect(counts.known).toBe(500);
  });
});

describe("Les dossiers et les lignes d'une même personne", () => {
  it("vont l'un à l'autre par l'année des listes, puis par la formation", () => {
    const last = dossier("Martin", { id: "avant", anneeScolaire: "2025-2026", formations: ["RNCP35526"] });
    const now = dossier("Martin", { id: "maintenant" });
    const { entries } = reconcile([last, now], list(line("Martin", { rncp: "RNCP00000" })));
    expect(entries.map((entry) => [entry.dossier?.id, entry.category])).toEqual([
      ["avant", "not-seen"],
      ["maintenant", "seen"],
    ]);
  });

  it("d'une année passée seulement, se retrouvent encore", () => {
    const old = dossier("Martin", { anneeScolaire: "2024-2025" });
    expect(verdicts([old], list(line("Martin")))[0]?.[0]).toBe("seen");
    const other = dossier("Martin", { anneeScolaire: "2024-2025", formations: ["RNCP35526"] });
    expect(verdicts([other], list(line("Martin")))[0]?.[0]).toBe("seen");
  });

  it.each<[string, Partial<DossierFacts>, RegExp, RegExp]>([
    ["prêt à partir", { receivedOn: null, acceptedOn: null }, /sans que nous l'ayons transmis/, /Transmettre/],
    [
      "qui ne part pas",
      { receivedOn: null, acceptedOn: null, blocking: { sentence: "Le nom manque.", actor: "secretariat" } },
      /sans que nous l'ayons transmis/,
      /Corriger/,
    ],
    ["d'un autre UAI", { uais: ["0999999X"] }, /sous l'UAI 0352660B/, /Vérifier l'UAI/],
  ])("disent d'un dossier %s et pourtant vu ce qu'il faut faire", (_what, change, reason, action) => {
    const [found] = reconcile([dossier("Martin", change)], list(line("Martin"))).entries;
    expect(found).toMatchObject({ category: "elsewhere" });
    expect(found?.reason).toMatch(reason);
    expect(found?.action).toMatch(action);
  });
});
