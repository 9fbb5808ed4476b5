import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isChampKey } from "@/lib/domain/champs";
import { isEmptyCell } from "@/lib/spreadsheet/empty-cell";
import { openWorkbook } from "@/lib/spreadsheet/open-workbook";
import { interpret, interpretCsv } from "@/tests/helpers/interpret";

const CAS = readdirSync("tests/fixtures/cas").map((name) => `tests/fixtures/cas/${name}`);
const FILES = [...CAS, "tests/fixtures/modele-import-29012025.xlsx"].sort();
const bytesOf = (file: string) => new Uint8Array(readFileSync(file));
const nameOf = (place: { sheet: string; row: number }) => `${place.sheet}!${place.row}`;
const twice = (items: readonly string[]) => items.filter((item, at) => items.indexOf(item) !== at);

/** The filled rows of each sheet, as they stand in the file. */
async function filledRows(bytes: Uint8Array, file: string) {
  const found = new Map<string, Map<number, readonly unknown[]>>();
  for await (const sheet of (await openWorkbook(bytes, file)).sheets) {
    const rows = new Map<number, readonly unknown[]>();
    for await (const { numero, cells } of sheet.rows) if (!cells.every(isEmptyCell)) rows.set(numero, cells);
    found.set(sheet.name, rows);
  }
  return found;
}

/** The number that a notice begins with, of those that match. */
const counted = (notices: readonly string[], said: RegExp) =>
  notices.filter((notice) => said.test(notice)).reduce((total, notice) => total + Number.parseInt(notice, 10), 0);

describe.each(FILES)("Ce qui est dit de %s", (file) => {
  it("tient compte de chaque ligne une fois, sous son numéro dans la feuille", async () => {
    const bytes = bytesOf(file);
    const { reading, rows } = await interpret(bytes, file);
    const sheets = await filledRows(bytes, file);
    const told = [...rows, ...reading.setAside].map(nameOf);
    expect(twice(told)).toEqual([]);
    const under = reading.sheets.flatMap(({ name, headingRow, taken }) =>
      taken
        ? [...(sheets.get(name)?.keys() ?? [])]
            .filter((row) => row > (headingRow ?? 0))
            .map((row) => ({ sheet: name, row }))
        : [],
    );
    const untold = under.map(nameOf).filter((place) => !told.includes(place));
    expect(untold).toHaveLength(counted(reading.notices, /autre contrat d'une personne|répète(?:nt)? les titres/));
    expect(reading.dossiers).toBe(rows.length);
  });

  it("nomme chaque feuille et chaque colonne, prises ou non", async () => {
    const bytes = bytesOf(file);
    const { reading, notices } = await interpret(bytes, file);
    const sheets = await filledRows(bytes, file);
    for (const { name, headingRow, taken } of reading.sheets) {
      if (!taken) expect(notices).toContain(name);
      const titles = taken ? (sheets.get(name)?.get(headingRow ?? 0) ?? []) : [];
      const known = reading.columns.filter(({ sheet }) => sheet === name).map(({ heading }) => heading);
      expect(known).toEqual(
        expect.arrayContaining(titles.filter((title) => typeof title === "string" && title !== "")),
      );
    }
    const filled = reading.columns.filter(({ field, samples }) => field === null && samples.length > 0);
    for (const { heading } of filled) expect(notices).toContain(heading);
  });

  it("est en français, entier, et dit une seule fois", async () => {
    const { reading, rows } = await interpret(bytesOf(file), file);
    const asked = rows.flatMap(({ doubts, ...place }) => doubts.map(({ sentence }) => `${nameOf(place)} ${sentence}`));
    const aside = reading.setAside.map(({ reason, ...place }) => `${nameOf(place)} ${reason}`);
    for (const sentences of [reading.notices, asked, aside]) {
      expect(twice(sentences)).toEqual([]);
      for (const sentence of sentences) {
        expect(sentence).toMatch(/[.?]$/);
        expect(sentence.replace(/«[^»]*»/g, "")).not.toMatch(
          /\b(?:undefined|null|NaN|row|sheet|column|invalid|error)\b|\[object/i,
        );
      }
    }
  });

  it("range chaque valeur sous un champ connu, jamais vide", async () => {
    const { sources } = await interpret(bytesOf(file), file);
    for (const source of sources) {
      expect(Object.keys(source).filter((key) => !isChampKey(key))).toEqual([]);
      expect(Object.values(source).filter((value) => value === null || value === "")).toEqual([]);
    }
  });
});

it("La même liste dit la même chose en csv, quel que soit son séparateur", async () => {
  let compared = 0;
  for (const file of CAS.filter((name) => name.endsWith(".csv"))) {
    const text = readFileSync(file, "utf8");
    if (text.includes('"') || text.includes("\uFFFD") || text.includes("\t")) continue;
    const from = text.split("\n")[0]?.includes(";") ? ";" : ",";
    if (from === ";" && text.includes(",")) continue;
    const rows = text
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => line.split(from));
    const [known, tabbed] = [
      await interpretCsv(rows),
      await interpret(new TextEncoder().encode(rows.map((row) => row.join("\t")).join("\r\n")), "a.txt"),
    ];
    expect([file, tabbed.rows, tabbed.reading.setAside]).toEqual([file, known.rows, known.reading.setAside]);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(8);
});
