import { expect, it } from "vitest";
import { readStatutLogiciel } from "@/lib/domain/statut-logiciel";
import { interpretCsv } from "../../helpers/interpret";

const HEADINGS = ["Nom", "Prénom", "Né(e) le", "Année scolaire"];
const PEOPLE = [
  ["Martin", "Zoé", "12/03/2008", "2026-2027"],
  ["Petit", "Léo", "13/04/2007", "2026-2027"],
];
const read = (heading: string | string[], ...words: (string | string[])[]) =>
  interpretCsv([
    [...HEADINGS, ...[heading].flat()],
    ...words.map((word, i) => [...(PEOPLE[i] ?? []), ...[word].flat()]),
  ]);

it("Qui a un contrat de professionnalisation n'est pas un apprenti, que le titre parle de contrat, de dispositif ou de voie", async () => {
  for (const [heading, other] of [
    ["Type de contrat", "Professionnalisation"],
    ["Nature du contrat", "Contrat de professionnalisation"],
    ["Dispositif", "Formation continue"],
    ["Type de formation", "Formation professionnelle continue"],
    ["Voie de formation", "Scolaire"],
    ["Voie", "Scolaire"],
  ] as const) {
    const { sources, doubts } = await read(heading, "Apprentissage", other);
    expect([heading, sources.map(({ statut }) => readStatutLogiciel(statut))]).toEqual([
      heading,
      ["apprenti", "other"],
    ]);
    expect([heading, sources.map(({ adresse_apprenant }) => adresse_apprenant)]).toEqual([
      heading,
      [undefined, undefined],
    ]);
    expect(doubts).toEqual([]);
  }
});

it("Un code du Cerfa, ou une rue, n'est pas un statut et ne demande rien", async () => {
  const cerfa = await read("Type de contrat", "11", "21");
  expect([cerfa.sources.map(({ statut }) => statut), cerfa.doubts]).toEqual([[undefined, undefined], []]);
  const street = await read("Voie", "1 rue des Lices", "2 quai Duguay");
  expect(street.sources.map(({ adresse_apprenant }) => adresse_apprenant)).toEqual([
    "1 rue des Lices",
    "2 quai Duguay",
  ]);
});

it("« Statut » dit le statut plutôt que « Type de contrat », dans un ordre ou l'autre", async () => {
  for (const headings of [
    ["Type de contrat", "Statut"],
    ["Statut", "Type de contrat"],
  ]) {
    const cells =
      headings[0] === "Statut" ? ["Apprenti", "Professionnalisation"] : ["Professionnalisation", "Apprenti"];
    expect((await read(headings, cells)).sources[0]?.statut).toBe("Apprenti");
  }
});

it("« Apprenti : oui ou non » dit qui l'est ; sans un non, ou sous « Alternance », rien ne se devine", async () => {
  for (const heading of ["Apprenti", "Apprenti(e) (O/N)", "Est apprenti ?", "En apprentissage", "APPRENTISSAGE"]) {
    const { sources, notices } = await read(heading, "Oui", "Non");
    expect([heading, sources.map(({ statut }) => readStatutLogiciel(statut))]).toEqual([
      heading,
      ["apprenti", "other"],
    ]);
    expect(notices).toContain("mot du logiciel traduit.");
  }
  for (const [heading, ...words] of [
    ["Apprenti", "Oui", ""],
    ["Alternance", "Oui", "Non"],
    ["Élève", "Oui", "Non"],
  ] as const) {
    const { sources } = await read(heading, ...words);
    expect([heading, sources.map(({ statut }) => statut)]).toEqual([heading, [undefined, undefined]]);
  }
});

it("Le contrat de professionnalisation qui précède un apprentissage n'en est pas le premier contrat", async () => {
  const row = (type: string, start: string, end: string) => ["A-1", ...(PEOPLE[0] ?? []), type, start, end];
  const { sources, reading } = await interpretCsv([
    ["Code apprenant", ...HEADINGS, "Type de contrat", "Début contrat", "Fin contrat"],
    row("Professionnalisation", "01/09/2026", "30/09/2026"),
    row("Apprentissage", "01/10/2026", "31/08/2028"),
  ]);
  expect(sources).toHaveLength(1);
  expect(sources[0]).toMatchObject({ statut: "Apprentissage", contrat_date_debut: "2026-10-01" });
  expect(sources[0]).not.toHaveProperty("contrat_date_debut_2");
  expect(reading.setAside.map(({ reason }) => reason)).toEqual([
    "Ligne 2 : elle n'est pas d'un apprenti (« Professionnalisation ») ; la ligne 3, de la même personne, l'est et est gardée.",
  ]);
});
