import { describe, expect, it } from "vitest";
import { ServiceError } from "@/lib/errors";
import { readCsv as readCsvRows } from "@/lib/spreadsheet/read-csv";
import { readTable } from "@/tests/helpers/read-table";

const readCsv = (bytes: Uint8Array) => readTable(readCsvRows(bytes));
const utf8 = (text: string) => new TextEncoder().encode(text);
const EXPECTED = {
  headings: ["nom", "prénom"],
  rows: [{ numero: 2, cells: ["L’Hélias", "Zoé"] }],
};
const TEXT = "nom;prénom\r\nL’Hélias;Zoé\r\n";

describe("Un fichier CSV", () => {
  it("se lit en UTF-8, avec ou sans marque", async () => {
    expect(await readCsv(utf8(TEXT))).toEqual(EXPECTED);
    expect(await readCsv(utf8(`\ufeff${TEXT}`))).toEqual(EXPECTED);
  });

  it("se lit en UTF-16, comme Excel l'enregistre en «texte Unicode»", async () => {
    const units = Uint16Array.from([0xfeff, ...Array.from(TEXT.replaceAll(";", "\t"), (c) => c.charCodeAt(0))]);
    expect(await readCsv(new Uint8Array(units.buffer))).toEqual(EXPECTED);
  });

  it("se lit en Windows-1252, apostrophe courbe, œ et € compris", async () => {
    const bytes = Uint8Array.from([
      ...utf8("nom;note\nL"),
      ...[0x92, 0x48, 0xe9, 0x6c, 0x69, 0x61, 0x73, 0x3b, 0x9c, 0x20, 0x80],
    ]);
    expect((await readCsv(bytes)).rows[0]?.cells).toEqual(["L’Hélias", "œ €"]);
  });

  it.each([
    ["point-virgule", ";"],
    ["virgule", ","],
    ["tabulation", "\t"],
  ])("son séparateur est reconnu : %s", async (_name, s) => {
    const other = s === "," ? ";" : ",";
    const text = `nom${s}adresse${s}date\nA${s}"1${s} rue${other} bis"${s}01/09/2026\n`;
    expect(await readCsv(utf8(text))).toEqual({
      headings: ["nom", "adresse", "date"],
      rows: [{ numero: 2, cells: ["A", `1${s} rue${other} bis`, "01/09/2026"] }],
    });
  });

  it("l'indice «sep=» d'Excel est suivi, et compte pour une ligne", async () => {
    expect(await readCsv(utf8("sep=,\nnom,prénom\nA,B;C;D\n"))).toEqual({
      headings: ["nom", "prénom"],
      rows: [{ numero: 3, cells: ["A", "B;C;D"] }],
    });
  });

  it("une cellule entre guillemets peut contenir des retours à la ligne et des guillemets", async () => {
    const { rows } = await readCsv(utf8('nom;adresse\nA;"12 rue ""des Lilas""\r\nBâtiment B"\nB;2 rue\n'));
    expect(rows).toEqual([
      { numero: 2, cells: ["A", '12 rue "des Lilas"\r\nBâtiment B'] },
      { numero: 3, cells: ["B", "2 rue"] },
    ]);
  });

  it("numérote ses lignes comme un tableur, lignes vides comprises, et tolère les lignes courtes ou longues", async () => {
    const { rows } = await readCsv(utf8('\nnom;prénom;date\n;;\nA\nB;"Jo";c;trop\n;Jean "Jo";\n'));
    expect(rows).toEqual([
      { numero: 4, cells: ["A", null, null] },
      { numero: 5, cells: ["B", "Jo", "c"] },
      { numero: 6, cells: ["", 'Jean "Jo"', ""] },
    ]);
  });

  it("un guillemet jamais refermé est dit d'une phrase, avec sa ligne, plutôt que d'avaler des lignes", async () => {
    for (const text of ['nom;prénom\nE;F\nA;"B\nC;D\n', 'nom;prénom\nE;F\nA;"B\nC;"D"\nG;H\n']) {
      const read = readCsv(utf8(text));
      await expect(read).rejects.toThrow(ServiceError);
      await expect(read).rejects.toThrow(
        "Ce fichier CSV est mal formé : un guillemet ouvert à la ligne 3 n'est pas refermé.",
      );
    }
  });
});
