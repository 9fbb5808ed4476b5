import { describe, expect, it } from "vitest";
import { readBytes, readCells } from "@/tests/helpers/read-table";

const readCsv = (bytes: Uint8Array) => readCells(bytes, "apprentis.csv");
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

  it("se lit en UTF-16, comme Excel l'enregistre en « texte Unicode »", async () => {
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

  it("en UTF-8 de peu d'accents, qu'un octet abîme, ne perd que lui ; en MacRoman, il reste en MacRoman", async () => {
    const spoilt = Uint8Array.from([...utf8("nom;ville\nHélart;x\nL"), 0xe9, ...utf8("on;y\n")]);
    expect((await readCsv(spoilt)).rows.map(({ cells }) => cells[0])).toEqual(["Hélart", "L\uFFFDon"]);
    // «’é» of a Mac is a character of UTF-8 too.
    const mac = Uint8Array.from([...utf8("nom;ville\nL"), 0xd5, 0x8e, ...utf8("cole;Zo"), 0x8e, ...utf8("ville\n")]);
    expect((await readCsv(mac)).rows[0]?.cells).toEqual(["L’école", "Zoéville"]);
  });

  it.each([
    ["point-virgule", ";"],
    ["virgule", ","],
    ["tabulation", "\t"],
  ])("son séparateur est reconnu : %s", async (_name, s) => {
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

  it("une espace peut précéder le guillemet qui ouvre une cellule ; ailleurs elle n'ouvre rien", async () => {
    const { rows } = await readCsv(utf8('"nom", "adresse", "ville"\n"A", "12, rue", "B"\nC, "Chez" Paul, D\n'));
    expect(rows.map(({ cells }) => cells)).toEqual([
      ["A", "12, rue", "B"],
      ["C", ' "Chez" Paul', " D"],
    ]);
  });

  it("numérote ses lignes comme un tableur, lignes vides comprises, et tolère les lignes courtes ou longues", async () => {
    const { rows } = await readCsv(utf8('\nnom;prénom;date\n;;\nA\nB;"Jo";c;trop\n;Jean "Jo";\n'));
    expect(rows).toEqual([
      { numero: 4, cells: ["A", null, null] },
      { numero: 5, cells: ["B", "Jo", "c"] },
      { numero: 6, cells: ["", 'Jean "Jo"', null] },
    ]);
  });

  it("un guillemet jamais refermé n'avale ni ne décale aucune ligne : la sienne est écartée avec la raison", async () => {
    for (const [text, rows] of [
      ['nom;prénom;né le\nE;F;02/03/2008\nA;"B;02/03/2008\nC;D;02/03/2008\n', [2, 4]],
      ['nom;prénom;né le\nE;F;02/03/2008\nA;"B;02/03/2008\nC;"D";02/03/2008\nG;H;02/03/2008\n', [2, 4, 5]],
      ['nom;prénom;né le\nA;"B "Jo"; bis";02/03/2008\nC;"D";02/03/2008\n', [3]],
    ] as const) {
      const { reading, rows: read } = await readBytes(utf8(text), "apprentis.csv", 1024);
      expect(read.map(({ row }) => row)).toEqual(rows);
      expect(read.at(-1)?.source.date_de_naissance_apprenant).toBe("2008-03-02");
      expect(reading.setAside).toEqual([
        { sheet: "", row: rows[0] === 2 ? 3 : 2, reason: expect.stringContaining("guillemets") },
      ]);
    }
  });
});
