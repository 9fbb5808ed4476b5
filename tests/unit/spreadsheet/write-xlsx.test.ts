import ExcelJS from "exceljs";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import { writeXlsx } from "@/lib/spreadsheet/write-xlsx";
import type { XlsxCell, XlsxColumn } from "@/lib/spreadsheet/xlsx.types";
import { endXlsxThread } from "@/lib/spreadsheet/xlsx-thread/thread";
import { readCells } from "@/tests/helpers/read-table";

const readXlsx = (bytes: Uint8Array) => readCells(bytes, "rapport.xlsx");

const COLUMNS: XlsxColumn[] = [
  { heading: "N°", width: 6, kind: "number" },
  { heading: "Apprenant", width: 30, kind: "text" },
  { heading: "Début", width: 12, kind: "date" },
];

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const reader = stream.getReader();
  for (let got = await reader.read(); !got.done; got = await reader.read()) chunks.push(got.value);
  return Buffer.concat(chunks);
}

async function writeAndOpen(rows: readonly XlsxCell[][]) {
  const bytes = await bytesOf(await writeXlsx({ sheet: "Rapport", columns: COLUMNS, rows }));
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  const sheet = workbook.getWorksheet("Rapport");
  if (sheet === undefined) throw new Error("feuille absente");
  return { sheet, bytes };
}

describe("Le classeur écrit", () => {
  it("garde des colonnes en vue, va à la ligne, s'imprime couché sur la largeur de la page, et porte notre nom", async () => {
    const bytes = await bytesOf(
      await writeXlsx({ sheet: "Rapport", columns: COLUMNS, frozenColumns: 2, rows: [[1, "LÉA", null]] }),
    );
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
    const sheet = workbook.getWorksheet("Rapport");
    expect(sheet?.views[0]).toMatchObject({ state: "frozen", xSplit: 2, ySplit: 1 });
    expect(sheet?.pageSetup).toMatchObject({
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    });
    expect(sheet?.getCell("B2").alignment).toMatchObject({ vertical: "top", wrapText: true });
    expect(workbook.creator).toBe("Passerelle TBA");
  });

  it("s'ouvre quels que soient les signes d'un nom ou d'un titre : rien de ce que XML refuse n'y est écrit", async () => {
    const odd = String.fromCharCode(...Array.from({ length: 32 }, (_, n) => n), 0xfffe, 0xffff, 0xd83d);
    const columns: XlsxColumn[] = [{ heading: `Titre ${odd}`, width: 10, kind: "text" }];
    const files = unzipSync(await bytesOf(await writeXlsx({ sheet: "Rapport", columns, rows: [[`LÉA ${odd}`]] })));
    const texts = Object.entries(files).filter(([name]) => /\.(xml|rels)$/.test(name));
    expect(texts.length).toBeGreaterThan(5);
    for (const [name, bytes] of texts) {
      expect(strFromU8(bytes), name).not.toMatch(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/u);
    }
  });

  it("garde ses textes en texte, même ceux qui ressemblent à une formule ou à un nombre", async () => {
    const traps = [
      "=1+1",
      '=HYPERLINK("http://x")',
      "+33612345678",
      "-1",
      "@SOMME(A1)",
      "\t=1",
      "77764444100018",
      "01000",
    ];
    const { sheet } = await writeAndOpen(traps.map((trap) => [1, trap, null]));
    for (const [i, trap] of traps.entries()) {
      const cell = sheet.getCell(i + 2, 2);
      expect(cell.type).toBe(ExcelJS.ValueType.String);
      expect(cell.value).toBe(trap);
      expect(cell.numFmt).toBe("@");
    }
  });

  it("écrit de vraies dates, sans heure ni décalage, et montre telles quelles celles qui n'en sont pas", async () => {
    const { sheet } = await writeAndOpen([
      [1, "a", "2026-09-01"],
      [2, "b", "2026-02-31"],
      [3, "c", "31/02/2026"],
    ]);
    expect(sheet.getCell("C2").value).toEqual(new Date("2026-09-01T00:00:00Z"));
    expect(sheet.getCell("C2").numFmt).toBe("dd/mm/yyyy");
    expect(sheet.getCell("C3").value).toBe("2026-02-31");
    expect(sheet.getCell("C4").value).toBe("31/02/2026");
    expect(sheet.getCell("A2").value).toBe(1);
  });

  it("a des titres en gras, figés, avec un filtre sur toutes ses lignes", async () => {
    const { sheet } = await writeAndOpen([
      [1, "une\nligne", null],
      [2, "b", null],
    ]);
    expect(sheet.getCell("A1").font.bold).toBe(true);
    expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
    expect(sheet.autoFilter).toBe("A1:C3");
    expect(sheet.getCell("B2").alignment.wrapText).toBe(true);
    expect(sheet.getColumn(2).width).toBe(30);
  });

  it("revient par notre lecteur tel qu'il est parti, caractères interdits en moins", async () => {
    const { bytes } = await writeAndOpen([[1, 'L’É<&>"œ\u0000\u0008', "2026-09-01"]]);
    expect(await readXlsx(bytes)).toEqual({
      headings: ["N°", "Apprenant", "Début"],
      rows: [{ numero: 2, cells: [1, 'L’É<&>"œ', "2026-09-01"] }],
    });
  });

  it("fait dans le fil qui l'écrit les cellules des dossiers, tels que la base les dit", async () => {
    const columns = Array.from({ length: 5 }, (_, n): XlsxColumn => ({ heading: `${n}`, width: 9, kind: "text" }));
    const told = (numero: number, statut: string | null) =>
      JSON.stringify([numero, "TSVO2", 'NOM "Éa"', statut, null, "Ferme", null, null, "a-transmettre", [], [], {}, {}]);
    function* rows(): Generator<string> {
      for (let n = 1; n <= 45; n++) yield told(n, n % 2 === 0 ? "APPRENTI" : null);
    }
    const frame = { sheet: "Rapport", columns, told: { kind: "rapport", day: "2026-09-01" } as const };
    const written = await readXlsx(await bytesOf(await writeXlsx({ ...frame, rows: rows() })));
    expect(written.rows).toHaveLength(45);
    expect(written.rows[43]?.cells.slice(0, 5)).toEqual(["44", "TSVO2", 'NOM "Éa"', "En contrat", "Ferme"]);
  });

  it("coupe ce qu'Excel ne peut pas contenir", async () => {
    const { sheet } = await writeAndOpen([[1, "é".repeat(40_000), null]]);
    expect(String(sheet.getCell("B2").value)).toHaveLength(32_767);
  });
});

describe("Le flux", () => {
  it("une erreur de la source l'interrompt", async () => {
    async function* rows(): AsyncGenerator<XlsxCell[]> {
      yield [1, "a", null];
      throw new Error("base fermée");
    }
    await expect(bytesOf(await writeXlsx({ sheet: "R", columns: COLUMNS, rows: rows() }))).rejects.toThrow(
      "base fermée",
    );
  });

  it("attend un lecteur lent, laisse la main aux autres, et s'arrête quand le lecteur s'en va", async () => {
    let produced = 0;
    let rendered = false;
    function* rows(): Generator<XlsxCell[]> {
      try {
        for (;;) yield [++produced, crypto.randomUUID().repeat(20), "2026-09-01"];
      } finally {
        rendered = true;
      }
    }
    const reader = (await writeXlsx({ sheet: "R", columns: COLUMNS, rows: rows() })).getReader();
    await reader.read();
    // So many turns of the event loop would be enough for hundreds of thousands of rows.
    let mostInATurn = 0;
    for (let turn = 0; turn < 20_000; turn++) {
      const before = produced;
      await new Promise((r) => setImmediate(r));
      mostInATurn = Math.max(mostInATurn, produced - before);
    }
    expect(produced).toBeLessThan(20_000);
    expect(mostInATurn).toBeLessThanOrEqual(50);
    await reader.cancel();
    await vi.waitFor(() => expect(rendered).toBe(true), { timeout: 120_000 });
  });

  it("20 000 lignes sortent à mesure qu'elles entrent, sans s'accumuler", async () => {
    let out = 0;
    let outAtLastRow = 0;
    function* rows(): Generator<XlsxCell[]> {
      for (let i = 1; i <= 20_000; i++) {
        outAtLastRow = out;
        yield [i, `Apprenant ${crypto.randomUUID()}`, "2026-09-01"];
      }
    }
    const reader = (await writeXlsx({ sheet: "R", columns: COLUMNS, rows: rows() })).getReader();
    for (let got = await reader.read(); !got.done; got = await reader.read()) out += got.value.byteLength;
    expect(outAtLastRow / out).toBeGreaterThan(0.7);
  });

  it("une erreur de la source avant sa première ligne se dit avant le premier octet", async () => {
    // biome-ignore lint/correctness/useYield: it fails before.
    async function* rows(): AsyncGenerator<XlsxCell[]> {
      throw new Error("base absente");
    }
    await expect(writeXlsx({ sheet: "R", columns: COLUMNS, rows: rows() })).rejects.toThrow("base absente");
  });

  it("deux classeurs écrits en même temps ne se mêlent pas", async () => {
    const write = async (word: string) => {
      function* rows(): Generator<XlsxCell[]> {
        for (let i = 1; i <= 300; i++) yield [i, `${word} ${i}`, null];
      }
      return readXlsx(await bytesOf(await writeXlsx({ sheet: "R", columns: COLUMNS, rows: rows() })));
    };
    const [first, second] = await Promise.all([write("LÉA"), write("TOM")]);
    expect(first.rows.map(({ cells }) => cells[1])).toEqual(Array.from({ length: 300 }, (_, i) => `LÉA ${i + 1}`));
    expect(second.rows.map(({ cells }) => cells[1])).toEqual(Array.from({ length: 300 }, (_, i) => `TOM ${i + 1}`));
  });

  it("casse quand le fil qui l'écrit meurt, et le classeur d'après s'écrit", async () => {
    let left = false;
    function* rows(): Generator<XlsxCell[]> {
      try {
        for (let i = 1; ; i++) yield [i, crypto.randomUUID(), null];
      } finally {
        left = true;
      }
    }
    const stream = await writeXlsx({ sheet: "R", columns: COLUMNS, rows: rows() });
    await endXlsxThread();
    await expect(bytesOf(stream)).rejects.toThrow("thread of workbooks");
    expect(left).toBe(true);
    expect((await writeAndOpen([[1, "LÉA", null]])).sheet.getCell("B2").value).toBe("LÉA");
  });
});
