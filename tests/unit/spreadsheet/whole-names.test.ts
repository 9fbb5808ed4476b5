import { describe, expect, it } from "vitest";
import { splitName } from "@/lib/spreadsheet/table/split-name";
import { interpret, interpretCsv } from "@/tests/helpers/interpret";
import { workbook } from "./make-workbook";

const rows = (heading: string, names: readonly string[]) => [
  ["identifiant", heading, "né le"],
  ...names.map((name, n) => [`A${n + 1}`, name, `${(n % 15) + 13}/03/2008`]),
];
const halves = ({ sources }: Awaited<ReturnType<typeof interpretCsv>>) =>
  sources.map(({ nom_apprenant, prenom_apprenant }) => [nom_apprenant, prenom_apprenant]);

describe("Un nom et un prénom dans une même cellule", () => {
  it("se partagent par leurs capitales, où qu'elles soient", async () => {
    const names = [
      "DUPONT Jean",
      "Anne-Marie LE GOFF",
      "DE LA TOUR Éléonore Marie",
      "de LA FONTAINE Luc",
      "O'BRIEN Zoé",
      "M. D’ALMEIDA Luís",
      "EL AMRANI Youssef",
    ];
    const read = await interpretCsv(rows("NOM Prénom", names));
    expect(halves(read)).toEqual([
      ["DUPONT", "Jean"],
      ["LE GOFF", "Anne-Marie"],
      ["DE LA TOUR", "Éléonore Marie"],
      ["de LA FONTAINE", "Luc"],
      ["O'BRIEN", "Zoé"],
      ["D’ALMEIDA", "Luís"],
      ["EL AMRANI", "Youssef"],
    ]);
    expect(read.doubts).toEqual([]);
    expect(read.notices).toContain("La colonne « NOM Prénom » tient le nom et le prénom : ils sont lus séparément.");
    expect(read.reading.columns.map(({ heading, field }) => [heading, field])).toEqual([
      ["identifiant", "id_erp_apprenant"],
      ["NOM Prénom (nom)", "nom_apprenant"],
      ["NOM Prénom (prénom)", "prenom_apprenant"],
      ["né le", "date_de_naissance_apprenant"],
    ]);
  });

  it("sans capitales, dans l'ordre que dit le titre", async () => {
    expect(halves(await interpretCsv(rows("Nom et prénom de l'apprenti", ["Dupont Jean", "martin zoé"])))).toEqual([
      ["Dupont", "Jean"],
      ["martin", "zoé"],
    ]);
    expect(halves(await interpretCsv(rows("Prénom / Nom", ["Jean Dupont", "ZOÉ DE LA TOUR"])))).toEqual([
      ["Dupont", "Jean"],
      ["DE LA TOUR", "ZOÉ"],
    ]);
    expect(halves(await interpretCsv(rows("Nom Prénom", ["Dupont, Jean Paul", "Le Goff, Zoé"])))).toEqual([
      ["Dupont", "Jean Paul"],
      ["Le Goff", "Zoé"],
    ]);
  });

  it("demandent quand rien ne dit où commence le prénom, et chaque ligne se nomme", async () => {
    const names = ["MARTIN Zoé", "MARTIN JEAN PAUL", "DUPONT Luc"];
    const read = await interpretCsv(rows("Nom Prénom", names));
    expect(halves(read)[1]).toEqual(["MARTIN", "JEAN PAUL"]);
    expect(read.rows.map(({ doubts }) => doubts.map(({ code, champ }) => [code, champ]))).toEqual([
      [],
      [
        ["name-split", "nom_apprenant"],
        ["name-split", "prenom_apprenant"],
      ],
      [],
    ]);
    expect(read.doubts[1]?.sentence).toBe(
      "Le nom et le prénom sont dans une même cellule (« MARTIN JEAN PAUL ») : « JEAN PAUL » y est pris pour le prénom. Dites si c'est juste, ou corrigez-le.",
    );
    expect(read.notices).toContain("À confirmer, faute de savoir où commence le prénom : ligne 3.");
  });

  it("sous « Apprenti » ou « Nom », quand aucune colonne n'a le prénom et que les capitales le disent", async () => {
    for (const heading of ["Apprenti", "Nom", "Nom complet", "Élève"]) {
      const read = await interpretCsv(rows(heading, ["DUPONT Jean", "MARTIN Zoé"]));
      expect([heading, halves(read)]).toEqual([
        heading,
        [
          ["DUPONT", "Jean"],
          ["MARTIN", "Zoé"],
        ],
      ]);
    }
    const mixed = [...Array.from({ length: 10 }, () => "DUPONT Jean"), "Dupont Jean"];
    const asked = await interpretCsv(rows("Apprenti", mixed));
    expect(asked.rows.map(({ doubts }) => doubts.length)).toEqual([...Array.from({ length: 10 }, () => 0), 2]);
  });

  it("se partagent dans chaque feuille d'un classeur d'une feuille par classe", async () => {
    const bytes = await workbook(
      [
        ["NOM Prénom", "Né le"],
        ["DUPONT Jean", "28/03/2008"],
      ],
      (sheet) => {
        const other = sheet.workbook.addWorksheet("Feuille 2");
        other.addRow(["NOM Prénom", "Né le"]);
        other.addRow(["MARTIN Zoé", "27/03/2008"]);
      },
    );
    expect(halves(await interpret(bytes, "classes.xlsx"))).toEqual([
      ["DUPONT", "Jean"],
      ["MARTIN", "Zoé"],
    ]);
  });

  it("restent ce qu'ils sont là où le prénom a sa colonne, ou qu'une personne a choisi", async () => {
    const both = await interpretCsv([
      ["nom", "prénom", "né le", "NOM Prénom"],
      ["LE GOFF", "Anne", "28/03/2008", "LE GOFF Anne"],
      ["MARTIN Zoé", "Zoé", "28/03/2008", "MARTIN Zoé"],
    ]);
    expect(halves(both)).toEqual([
      ["LE GOFF", "Anne"],
      ["MARTIN Zoé", "Zoé"],
    ]);
    const chosen = await interpretCsv(rows("NOM Prénom", ["DUPONT Jean"]), {
      columns: { "NOM Prénom": "nom_apprenant" },
    });
    expect(chosen.reading.columns.map(({ heading }) => heading)).toContain("NOM Prénom");
    const other = await interpretCsv(rows("Nom Prénom du tuteur", ["DUPONT Jean"]));
    expect(other.reading.columns.map(({ field }) => field)).toEqual([
      "id_erp_apprenant",
      null,
      "date_de_naissance_apprenant",
    ]);
  });

  it("d'un seul mot, ou de ce qui n'est pas un nom, rien ne s'invente", async () => {
    const names = [...Array.from({ length: 18 }, () => "DUPONT Jean"), "MADONNA", "DUPONT Jean (1A)", "12", ""];
    const read = await interpretCsv(rows("Nom Prénom", names));
    expect(halves(read).slice(18)).toEqual([["DUPONT", "Jean"]]);
    expect(read.rows[18]?.doubts.map(({ code, champ }) => [code, champ])).toEqual([
      ["name-split", "nom_apprenant"],
      ["name-split", "prenom_apprenant"],
    ]);
    expect(read.reading.setAside.map(({ row, reason, source }) => [row, reason, source?.nom_apprenant])).toEqual([
      [20, "Ligne 20 : il manque le prénom.", "MADONNA"],
      [22, "Ligne 22 : il manque le prénom.", "12"],
      [23, "Ligne 23 : il manque le nom et le prénom.", undefined],
    ]);
    for (const text of ["", "12", "DUPONT", "a@b.fr", "Dupont,", "(1A)", "3 4", `${"A".repeat(200)} Jean`])
      expect(splitName(text, "surname-first")).toBe(null);
    expect(splitName("A, B, C", "surname-first")).toMatchObject({ sure: false });
    expect(splitName("DUPONT Jean MARTIN", "surname-first")).toMatchObject({ sure: false });
    expect(splitName("JEAN DE LA TOUR", "surname-first")).toMatchObject({ sure: false });
  });
});
