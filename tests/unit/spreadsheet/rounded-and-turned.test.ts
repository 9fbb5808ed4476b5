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

describe("Dans une colonne écrite mois en premier, une date que le tableur a faite", () => {
  const day = (month: number, date: number) => new Date(Date.UTC(2008, month - 1, date));
  const read = async (...births: (string | Date)[]) => {
    const rows = births.map((birth, i) => [`A${i}`, "Martin", `Zoé${"abcd".charAt(i)}`, birth]);
    const { rows: read } = await interpret(await workbook([HEADINGS, ...rows]), "a.xlsx");
    return read.map(({ source, doubts }) => [source.date_de_naissance_apprenant, doubts.map(({ code }) => code)]);
  };

  it("demande quand son jour peut être un mois : il l'a peut-être retournée", async () => {
    expect(await read("03/28/2008", day(5, 4), day(5, 24), day(5, 5))).toEqual([
      ["2008-03-28", []],
      ["2008-05-04", ["date-order"]],
      ["2008-05-24", []],
      ["2008-05-05", []],
    ]);
  });

  it("ne demande rien dans une colonne à la française", async () => {
    expect(await read("28/03/2008", day(5, 4))).toEqual([
      ["2008-03-28", []],
      ["2008-05-04", []],
    ]);
  });
});
