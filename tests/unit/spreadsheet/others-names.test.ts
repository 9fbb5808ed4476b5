import { describe, expect, it } from "vitest";
import { interpretCsv } from "@/tests/helpers/interpret";

const APPRENTICES = ["DUPONT Jean", "LE GOFF Anne-Marie", "MARTIN Zoé", "BERNARD Léo"];
const TUTORS = [
  ["Kermarrec", "Yann"],
  ["Morel", "Chantal"],
  ["Petit", "Zoé"],
  ["Roux", "Ali"],
];
const HEADINGS = ["Apprenti", "Né(e) le", "Année scolaire"];
const row = (name: string, n: number) => [name, `${n + 13}/03/2008`, "2026-2027"];
const namesOf = ({ sources }: Awaited<ReturnType<typeof interpretCsv>>) =>
  sources.map(({ nom_apprenant, prenom_apprenant }) => [nom_apprenant, prenom_apprenant]);
const READ = [
  ["DUPONT", "Jean"],
  ["LE GOFF", "Anne-Marie"],
  ["MARTIN", "Zoé"],
  ["BERNARD", "Léo"],
];

describe("« Nom » et « Prénom » à côté d'une colonne « Apprenti »", () => {
  it("sont ceux de quelqu'un d'autre quand ils nomment d'autres personnes, avec ce qui les suit, et c'est dit", async () => {
    const read = await interpretCsv([
      [...HEADINGS, "SIRET", "Nom", "Prénom", "Téléphone", "E-mail"],
      ...APPRENTICES.map((name, n) => [
        ...row(name, n),
        "73282932000074",
        ...(TUTORS[n] ?? []),
        "0612345678",
        `tuteur${n}@garage.example`,
      ]),
    ]);
    expect(namesOf(read)).toEqual(READ);
    for (const source of read.sources) {
      for (const key of ["tel_apprenant", "email_contact"]) expect(source).not.toHaveProperty(key);
    }
    expect(read.notices).toMatch(/« Nom », « Prénom », « Téléphone », « E-mail » nomment d'autres personnes/);
  });

  it("le sont aussi quand ils viennent d'abord, jusqu'à ce qui nomme l'apprenti", async () => {
    const read = await interpretCsv([
      ["Prénom", "Nom", "Tél", "Nom et prénom de l'apprenti", "Né(e) le", "Année scolaire", "Portable"],
      ...APPRENTICES.map((name, n) => [
        ...(TUTORS[n] ?? []).toReversed(),
        "0298000000",
        ...row(name, n),
        `061234567${n}`,
      ]),
    ]);
    expect(namesOf(read)).toEqual(READ);
    expect(read.sources.map(({ tel_apprenant }) => tel_apprenant)).toEqual([0, 1, 2, 3].map((n) => `061234567${n}`));
  });

  it("restent ceux de l'apprenti quand ils nomment la même personne, à une coquille près, ou que trop peu de lignes le disent", async () => {
    const same = await interpretCsv([
      [...HEADINGS, "Nom", "Prénom"],
      ...APPRENTICES.map((name, n) => [...row(name, n), ...(n === 2 ? ["MARTEAU", "Zoe"] : (READ[n] ?? []))]),
    ]);
    expect(namesOf(same)).toEqual(READ.with(2, ["MARTEAU", "Zoe"]));
    const few = await interpretCsv([
      [...HEADINGS, "Nom", "Prénom"],
      ...APPRENTICES.slice(0, 2).map((name, n) => [...row(name, n), ...(TUTORS[n] ?? [])]),
    ]);
    expect(namesOf(few)).toEqual(TUTORS.slice(0, 2));
  });

  it("sont ce qu'une personne a dit d'eux", async () => {
    const rows = [
      [...HEADINGS, "Nom", "Prénom"],
      ...APPRENTICES.map((name, n) => [...row(name, n), ...(TUTORS[n] ?? [])]),
    ];
    const columns = { Nom: "nom_apprenant", Prénom: "prenom_apprenant" } as const;
    expect(namesOf(await interpretCsv(rows, { columns }))).toEqual(TUTORS);
  });
});
