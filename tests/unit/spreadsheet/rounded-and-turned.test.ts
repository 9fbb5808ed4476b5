import { describe, expect, it } from "vitest";
import { interpret, interpretCsv } from "@/tests/helpers/interpret";
import { workbook } from "./make-workbook";

const HEADINGS = ["identifiant", "nom", "prénom", "né le"];

describe("Un identifiant que le tableur a arrondi", () => {
  it("est refusé de quelque façon que sa puissance de dix soit écrite", async () => {
    for (const written of ["1,23457E+15", "1.23457E15", "12,3E+14", "1,23457 E+15", "1.5E12"]) {
      const { rows, reading } = await interpretCsv([HEADINGS, [written, "Martin", "Zoé", "28/03/2008"]]);
      expect([written, rows]).toEqual([written, []]);
      expect(reading.setAside[0]?.reason).toContain(`« ${written} » est en notation scientifique`);
    }
  });

  it("est gardé quand tous ses chiffres y sont, ou que c'est un code", async () => {
    for (const [written, identifier] of [
      ["1.2345678E7", "12345678"],
      ["1.234567890123456E15", "1234567890123456"],
      ["1E10", "1E10"],
      ["12E5", "12E5"],
      ["3E2024", "3E2024"],
    ] as const) {
      const { sources } = await interpretCsv([HEADINGS, [written, "Martin", "Zoé", "28/03/2008"]]);
      expect(sources).toMatchObject([{ id_erp_apprenant: identifier }]);
    }
  });
});

describe("Une date que le tableur d'un autre pays a faite", () => {
  const day = (month: number, date: number) => new Date(Date.UTC(2008, month - 1, date));
  const read = async (...births: (string | Date)[]) => {
    const rows = births.map((birth, i) => [`A${i}`, "Martin", `Zoé ${"abcdefghijkl".charAt(i)}`, birth]);
    const { rows: read } = await interpret(await workbook([HEADINGS, ...rows]), "a.xlsx");
    return read.map(({ source, doubts }) => [source.date_de_naissance_apprenant, doubts.map(({ code }) => code)]);
  };

  it("demande quand son jour peut être un mois, dans une colonne écrite mois en premier", async () => {
    expect(await read("03/28/2008", day(5, 4), day(5, 5))).toEqual([
      ["2008-03-28", []],
      ["2008-05-04", ["date-order"]],
      ["2008-05-05", []],
    ]);
  });

  it("demande aussi dans une colonne à la française, quand elles sont assez pour que ce ne soit pas le hasard", async () => {
    const texts = ["28/03/2008", "13/04/2008", "25/05/2008", "31/01/2008", "17/10/2008"];
    const made = [day(5, 4), day(3, 2), day(9, 1), day(12, 7), day(6, 8)];
    expect((await read(...texts, ...made)).map(([, codes]) => codes)).toEqual([
      ...texts.map(() => []),
      ...made.map(() => ["date-order"]),
    ]);
    for (const dates of [
      [...texts, ...made.slice(1)],
      [...texts, ...made, day(5, 24)],
      [...texts, "04/05/2008", ...made],
    ])
      expect((await read(...dates)).flatMap(([, codes]) => codes)).toEqual([]);
  });

  it("ne demande rien quand une seule autre ne peut pas être retournée : elles ont été saisies", async () => {
    expect(await read("03/28/2008", day(5, 4), day(5, 24))).toEqual([
      ["2008-03-28", []],
      ["2008-05-04", []],
      ["2008-05-24", []],
    ]);
  });
});
