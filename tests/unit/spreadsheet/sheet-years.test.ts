import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { interpret } from "../../helpers/interpret";

const PERSON = ["Nom", "Prénom", "Né(e) le"];
const ZOE = ["Martin", "Zoé", "23/03/2008"];
const LEO = ["Petit", "Léo", "24/04/2007"];

async function read(...sheets: (readonly [name: string, rows: readonly (readonly string[])[]])[]) {
  const workbook = new ExcelJS.Workbook();
  for (const [name, rows] of sheets) for (const sheet of [workbook.addWorksheet(name)]) sheet.addRows([...rows]);
  return interpret(new Uint8Array(await workbook.xlsx.writeBuffer()), "apprentis.xlsx");
}
const years = ({ sources }: Awaited<ReturnType<typeof read>>) =>
  sources.map(({ prenom_apprenant, annee_scolaire }) => [prenom_apprenant, annee_scolaire]);

describe("Un classeur d'une feuille par année", () => {
  it("dit l'année de chacun par le nom de sa feuille : qui est dans les deux a ses deux dossiers", async () => {
    const both = await read(["Apprentis 2025-2026", [PERSON, ZOE]], ["Apprentis 2026-27", [PERSON, ZOE, LEO]]);
    expect(years(both)).toEqual([
      ["Zoé", "2025-2026"],
      ["Zoé", "2026-2027"],
      ["Léo", "2026-2027"],
    ]);
    expect(both.reading.setAside).toEqual([]);
    expect(both.reading.columns.map(({ heading, field }) => [heading, field])).toContainEqual([
      "Année scolaire (nom de la feuille)",
      "annee_scolaire",
    ]);
    expect(years(await read(["25-26", [PERSON, ZOE]], ["26-27", [PERSON, ZOE]]))).toEqual([
      ["Zoé", "2025-2026"],
      ["Zoé", "2026-2027"],
    ]);
  });

  it("cède à une colonne qui la dit", async () => {
    const told = await read(
      [
        "2025-2026",
        [
          [...PERSON, "Année scolaire"],
          [...ZOE, "2024-2025"],
        ],
      ],
      [
        "2026-2027",
        [
          [...PERSON, "Année scolaire"],
          [...LEO, "2026-2027"],
        ],
      ],
    );
    expect(years(told)).toEqual([
      ["Zoé", "2024-2025"],
      ["Léo", "2026-2027"],
    ]);
  });

  it("n'est pas celui d'une seule année, que quelqu'un dira, ni de semaines ou de groupes", async () => {
    for (const [first, second] of [
      ["Apprentis 2026-2027", "Autres"],
      ["2026-2027 BTS", "2026-2027 CAP"],
      ["Semaines 25-26", "Semaines 26-27"],
      ["2025-2027", "2026-2028"],
    ] as const) {
      const { sources } = await read([first, [PERSON, ZOE]], [second, [PERSON, LEO]]);
      expect([first, sources.map(({ annee_scolaire }) => annee_scolaire)]).toEqual([first, [undefined, undefined]]);
    }
  });
});
