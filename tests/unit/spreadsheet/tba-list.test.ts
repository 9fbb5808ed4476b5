import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { ServiceError } from "@/lib/errors";
import { readTbaList } from "@/lib/spreadsheet/read-tba-list";
import { guessListType, parseListName } from "@/lib/spreadsheet/tba-list/list-type";
import { withFileOf } from "@/tests/helpers/with-file-of";
import { workbook } from "./make-workbook";

const HEADINGS = [
  "organisme_uai",
  "organisme_siret",
  "organisme_nom",
  "organisme_nature",
  "apprenant_nom",
  "apprenant_prenom",
  "apprenant_date_de_naissance",
  "apprenant_statut",
  "formation_cfd",
  "formation_rncp",
  "formation_libelle_long",
];
const ROW = [
  "0352660B",
  "77764444100018",
  "CFA",
  "responsable_formateur",
  "LEFÈVRE",
  "Zoé",
  new Date("2004-02-29T00:00:00Z"),
  "APPRENTI",
  "32021411",
  "RNCP38243",
  "BTSA TSVO",
];
const LINE = {
  row: 2,
  uai: "0352660B",
  siret: "77764444100018",
  lastName: "LEFÈVRE",
  firstName: "Zoé",
  birth: "2004-02-29",
  statut: "APPRENTI",
  cfd: "32021411",
  rncp: "RNCP38243",
  formation: "BTSA TSVO",
};

const read = (bytes: Uint8Array, name: string) => withFileOf(bytes, (path) => readTbaList({ path, name }, 1024 * 1024));

describe("La liste nominative du TBA", () => {
  it("est lue telle que le TBA la donne : son type et son jour sont dans son nom", async () => {
    const { list, lines } = await read(await workbook([HEADINGS, ROW]), "tdb-effectifs-apprenti-2026-11-26 (1).xlsx");
    expect(list).toEqual({ type: "apprenti", day: "2026-11-26", nameless: 0 });
    expect(lines).toEqual([LINE]);
  });

  it("a les mêmes naissances, où que soit l'ordinateur qui l'a téléchargée", async () => {
    // The page of the TBA writes a midnight of Greenwich at the hour of its reader: Guadeloupe, Guyane, Paris (summer), La Réunion, Nouméa.
    const hours = ["28T20:00", "28T21:00", "29T02:00", "29T04:00", "29T11:00"];
    const born = (birth: Date | number) => ROW.map((cell) => (cell instanceof Date ? birth : cell));
    const dates = hours.map((hour) => born(new Date(`2004-02-${hour}:00Z`)));
    // The same, in cells that another program left as numbers.
    const numbers = [38045.83333, 38046.08333].map(born);
    const bytes = await workbook([HEADINGS, ...dates, ...numbers]);
    const { lines } = await read(bytes, "tdb-effectifs-apprenti-2026-11-26.xlsx");
    expect(lines.map(({ birth }) => birth)).toEqual(Array(7).fill("2004-02-29"));
  });

  it("est lue enregistrée de nouveau en csv, sous un autre nom, ses colonnes dans un autre ordre", async () => {
    const csv = [
      "apprenant_prenom;Apprenant nom;apprenant_date_de_naissance;apprenant_statut;note",
      "Zoé;LEFÈVRE;29/02/2004;Rupture de contrat;vue",
      "Noé;;01/03/2004;RUPTURANT;",
      "Côme;D'ARMAILLÉ;sans;inconnu;",
      "Éva;MUR;02/03/2004;constructor;",
    ].join("\n");
    const { list, lines } = await read(new TextEncoder().encode(csv), "ma liste.csv");
    expect(list).toEqual({ type: "rupturant", day: null, nameless: 1 });
    expect(lines.map(({ row, lastName, birth, statut }) => [row, lastName, birth, statut])).toEqual([
      [2, "LEFÈVRE", "2004-02-29", "RUPTURANT"],
      [4, "D'ARMAILLÉ", null, null],
      [5, "MUR", "2004-03-02", null],
    ]);
  });

  it("sans personne est une liste aussi : personne n'a ce statut", async () => {
    const { list, lines } = await read(await workbook([HEADINGS]), "tdb-effectifs-abandon-2026-11-26.xlsx");
    expect([list.type, lines]).toEqual(["abandon", []]);
  });

  it("a ses naissances dans l'ordre que l'une d'elles prouve", async () => {
    const born = (text: string) => ROW.map((cell) => (cell instanceof Date ? text : cell));
    const births = async (...texts: string[]) => {
      const bytes = await workbook([HEADINGS, ...texts.map(born)]);
      return (await read(bytes, "tdb-effectifs-apprenti-2026-11-26.xlsx")).lines.map(({ birth }) => birth);
    };
    expect(await births("2/20/2004", "3/4/2004")).toEqual(["2004-02-20", "2004-03-04"]);
    expect(await births("20/2/2004", "3/4/2004")).toEqual(["2004-02-20", "2004-04-03"]);
    expect(await births("3/4/2004")).toEqual(["2004-04-03"]);
  });

  it("n'est prise que seule : d'un classeur de plusieurs listes, aucune n'est perdue ni doublée", async () => {
    const book = new ExcelJS.Workbook();
    for (const name of ["Liste", "Abandons", "Notes"]) {
      const sheet = book.addWorksheet(name);
      sheet.addRows(name === "Notes" ? [["à voir"]] : [HEADINGS, ROW]);
    }
    const whole = new Uint8Array(await book.xlsx.writeBuffer());
    await expect(read(whole, "tdb-effectifs-apprenti-2026-11-26.xlsx")).rejects.toThrow(
      /plusieurs listes \(feuilles «.Liste.», «.Abandons.»\)/,
    );
    book.removeWorksheet("Abandons");
    const alone = new Uint8Array(await book.xlsx.writeBuffer());
    expect((await read(alone, "tdb-effectifs-apprenti-2026-11-26.xlsx")).lines).toHaveLength(1);
  });

  it("sans statut ni nom qui dise laquelle elle est, n'est prise pour aucune", async () => {
    const unread = ROW.map((cell) => (cell === "APPRENTI" ? "?" : cell));
    for (const rows of [[HEADINGS], [HEADINGS, unread]]) {
      await expect(read(await workbook(rows), "Liste.xlsx")).rejects.toThrow(/de quelle liste du TBA il s'agit/);
    }
  });

  it("n'est pas un autre fichier : la phrase dit quelles colonnes manquent et où la prendre", async () => {
    const error = await read(
      await workbook([
        ["nom", "prénom", "apprenant_statut"],
        ["a", "b", "c"],
      ]),
      "x.xlsx",
    ).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ServiceError);
    expect(String(error)).toContain(
      "il lui manque les colonnes apprenant_nom, apprenant_prenom, apprenant_date_de_naissance. Pour l'avoir, téléchargez-la",
    );
  });

  it.each([
    ["tdb-effectifs-inscritSansContrat-2026-11-26.xlsx", { type: "inscritSansContrat", day: "2026-11-26" }],
    ["TDB-effectifs-rupturant-2026-11-26.ods", { type: "rupturant", day: "2026-11-26" }],
    ["tdb-effectifs-autre-2026-11-26.xlsx", null],
    ["tdb-effectifs-apprenti-2026-13-45.xlsx", null],
    ["liste.xlsx", null],
  ])("%s dit ce qu'elle est, ou rien", (name, expected) => {
    expect(parseListName(name)).toEqual(expected);
  });

  it("de plusieurs statuts est celle de tous les apprenants", () => {
    expect(guessListType(new Set(["APPRENTI", "RUPTURANT"]))).toBe("apprenant");
    expect(guessListType(new Set(["APPRENTI", "FIN_DE_FORMATION"]))).toBe("apprenti");
  });
});
