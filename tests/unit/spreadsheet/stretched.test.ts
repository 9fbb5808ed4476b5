import { describe, expect, it } from "vitest";
import { interpretCsv } from "../../helpers/interpret";

const HEADINGS = ["Nom", "Prénom", "Né(e) le", "Année scolaire"];
const FIRST_NAMES = ["Zoé", "Léo", "Ana", "Tom", "Eva", "Noé", "Lou", "Max", "Ida"];
const read = (heading: string, cells: readonly string[]) =>
  interpretCsv([
    [...HEADINGS, heading],
    ...cells.map((cell, i) => ["Martin", FIRST_NAMES[i] ?? "", "23/03/2008", "2026-2027", cell]),
  ]);
const from = (first: number, rows: number, write: (n: number) => string) =>
  Array.from({ length: rows }, (_, i) => write(first + i));
const rncp = (n: number) => `RNCP${n}`;

describe("Une cellule étirée vers le bas dans le tableur", () => {
  it("qui a fait une suite de codes, de numéros ou de SIRET, demande à chaque ligne, sauf à la première", async () => {
    for (const [heading, cells] of [
      ["Code RNCP", from(38362, 6, rncp)],
      ["Code diplôme", from(32031214, 6, String)],
      ["Téléphone", from(612345670, 6, (n) => `0${n}`)],
      ["SIRET employeur", from(73282932000074, 6, String)],
      ["SIRET CFA", from(59904711500010, 6, String)],
    ] as const) {
      const { doubts, sources } = await read(heading, cells);
      const own = doubts.filter(({ champ }) => champ !== "etablissement_responsable_siret");
      expect([heading, own.map(({ code }) => code)]).toEqual([heading, Array(5).fill("stretched")]);
      expect(sources).toHaveLength(6);
    }
    const { doubts } = await read("Code RNCP", from(38362, 6, rncp));
    expect(doubts[0]?.sentence).toMatch(
      /^Le code RNCP \(RNCP38363\) augmente de 1 à chaque ligne, sur 6 lignes de suite : la première \(RNCP38362\) a sans doute/,
    );
  });

  it("qui a fait une suite de jours de la formation ou d'un contrat demande aussi", async () => {
    const days = from(1, 8, (n) => `0${n}/09/2026`);
    for (const heading of ["Date d'entrée", "Début contrat"]) {
      const { doubts } = await read(heading, days);
      expect([heading, doubts.length]).toEqual([heading, 7]);
      expect(doubts[0]?.sentence).toContain("(02/09/2026) avance d'un jour à chaque ligne, sur 8 lignes de suite");
    }
  });

  it("se voit où qu'elle commence, et les autres lignes ne demandent rien", async () => {
    const { rows } = await read("Code RNCP", ["RNCP40000", "RNCP40000", ...from(38362, 5, rncp), "RNCP40000"]);
    expect(rows.flatMap(({ row, doubts }) => (doubts.length > 0 ? [row] : []))).toEqual([5, 6, 7, 8]);
  });

  it("n'est pas une liste triée, ni des identifiants, ni quelques codes qui se suivent", async () => {
    for (const [heading, cells] of [
      ["Code RNCP", from(38362, 4, rncp)],
      ["Code RNCP", from(38362, 6, (n) => rncp(38362 + 2 * (n - 38362)))],
      ["Code apprenant", from(1001, 8, String)],
      ["Code postal", from(35130, 8, String)],
      ["Début contrat", from(1, 7, (n) => `0${n}/09/2026`)],
      ["Date d'obtention", from(1, 8, (n) => `0${n}/07/2026`)],
    ] as const) {
      expect([heading, (await read(heading, cells)).doubts]).toEqual([heading, []]);
    }
    const births = await interpretCsv([
      HEADINGS,
      ...FIRST_NAMES.map((name, i) => ["Martin", name, `${i + 13}/03/2008`, "2026-2027"]),
    ]);
    expect(births.doubts).toEqual([]);
  });
});
