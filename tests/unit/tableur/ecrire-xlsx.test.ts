import ExcelJS from "exceljs";
import { describe, expect, it, vi } from "vitest";
import { type CelluleXlsx, type ColonneXlsx, ecrireXlsx } from "@/lib/tableur/ecrire-xlsx";
import { lireXlsx } from "@/lib/tableur/lire-xlsx";

const COLONNES: ColonneXlsx[] = [
  { entete: "N°", largeur: 6, genre: "nombre" },
  { entete: "Apprenant", largeur: 30, genre: "texte" },
  { entete: "Début", largeur: 12, genre: "date" },
];

async function octetsDe(flux: ReadableStream<Uint8Array>): Promise<Buffer> {
  const morceaux: Uint8Array[] = [];
  const lecteur = flux.getReader();
  for (let lu = await lecteur.read(); !lu.done; lu = await lecteur.read()) morceaux.push(lu.value);
  return Buffer.concat(morceaux);
}

async function ecrireEtOuvrir(lignes: readonly CelluleXlsx[][]) {
  const octets = await octetsDe(ecrireXlsx({ feuille: "Rapport", colonnes: COLONNES, lignes }));
  const livre = new ExcelJS.Workbook();
  await livre.xlsx.load(new Uint8Array(octets).buffer);
  const feuille = livre.getWorksheet("Rapport");
  if (feuille === undefined) throw new Error("feuille absente");
  return { feuille, octets };
}

describe("Le classeur écrit", () => {
  it("garde ses textes en texte, même ceux qui ressemblent à une formule ou à un nombre", async () => {
    const pieges = [
      "=1+1",
      '=HYPERLINK("http://x")',
      "+33612345678",
      "-1",
      "@SOMME(A1)",
      "\t=1",
      "77764444100018",
      "01000",
    ];
    const { feuille } = await ecrireEtOuvrir(pieges.map((piege) => [1, piege, null]));
    for (const [i, piege] of pieges.entries()) {
      const cellule = feuille.getCell(i + 2, 2);
      expect(cellule.type).toBe(ExcelJS.ValueType.String);
      expect(cellule.value).toBe(piege);
      expect(cellule.numFmt).toBe("@");
    }
  });

  it("écrit de vraies dates, sans heure ni décalage, et montre telles quelles celles qui n'en sont pas", async () => {
    const { feuille } = await ecrireEtOuvrir([
      [1, "a", "2026-09-01"],
      [2, "b", "2026-02-31"],
      [3, "c", "31/02/2026"],
    ]);
    expect(feuille.getCell("C2").value).toEqual(new Date("2026-09-01T00:00:00Z"));
    expect(feuille.getCell("C2").numFmt).toBe("dd/mm/yyyy");
    expect(feuille.getCell("C3").value).toBe("2026-02-31");
    expect(feuille.getCell("C4").value).toBe("31/02/2026");
    expect(feuille.getCell("A2").value).toBe(1);
  });

  it("a des titres en gras, figés, avec un filtre sur toutes ses lignes", async () => {
    const { feuille } = await ecrireEtOuvrir([
      [1, "une\nligne", null],
      [2, "b", null],
    ]);
    expect(feuille.getCell("A1").font.bold).toBe(true);
    expect(feuille.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
    expect(feuille.autoFilter).toBe("A1:C3");
    expect(feuille.getCell("B2").alignment.wrapText).toBe(true);
    expect(feuille.getColumn(2).width).toBe(30);
  });

  it("revient par notre lecteur tel qu'il est parti, caractères interdits en moins", async () => {
    const { octets } = await ecrireEtOuvrir([[1, 'L’É<&>"œ\u0000\u0008', "2026-09-01"]]);
    expect(await lireXlsx(octets)).toEqual({
      entetes: ["N°", "Apprenant", "Début"],
      lignes: [{ numero: 2, cellules: [1, 'L’É<&>"œ', "2026-09-01"] }],
    });
  });

  it("coupe ce qu'Excel ne peut pas contenir", async () => {
    const { feuille } = await ecrireEtOuvrir([[1, "é".repeat(40_000), null]]);
    expect(String(feuille.getCell("B2").value)).toHaveLength(32_767);
  });
});

describe("Le flux", () => {
  it("une erreur de la source l'interrompt", async () => {
    async function* lignes(): AsyncGenerator<CelluleXlsx[]> {
      yield [1, "a", null];
      throw new Error("base fermée");
    }
    await expect(octetsDe(ecrireXlsx({ feuille: "R", colonnes: COLONNES, lignes: lignes() }))).rejects.toThrow(
      "base fermée",
    );
  });

  it("attend un lecteur lent, laisse la main aux autres, et s'arrête quand le lecteur s'en va", async () => {
    let produites = 0;
    let rendue = false;
    function* lignes(): Generator<CelluleXlsx[]> {
      try {
        for (;;) yield [++produites, crypto.randomUUID().repeat(20), "2026-09-01"];
      } finally {
        rendue = true;
      }
    }
    let tours = 0;
    const horloge = setInterval(() => tours++, 1);
    const lecteur = ecrireXlsx({ feuille: "R", colonnes: COLONNES, lignes: lignes() }).getReader();
    await lecteur.read();
    let avant = 0;
    do {
      avant = produites;
      await new Promise((r) => setTimeout(r, 300));
    } while (produites !== avant && produites < 20_000);
    expect(produites).toBeLessThan(20_000);
    expect(tours).toBeGreaterThan(10);
    await lecteur.cancel();
    clearInterval(horloge);
    await vi.waitFor(() => expect(rendue).toBe(true), 5000);
  }, 30_000);

  it("20 000 lignes sortent à mesure qu'elles entrent, sans s'accumuler", async () => {
    let sortis = 0;
    let sortisALaDerniereLigne = 0;
    function* lignes(): Generator<CelluleXlsx[]> {
      for (let i = 1; i <= 20_000; i++) {
        sortisALaDerniereLigne = sortis;
        yield [i, `Apprenant ${crypto.randomUUID()}`, "2026-09-01"];
      }
    }
    const lecteur = ecrireXlsx({ feuille: "R", colonnes: COLONNES, lignes: lignes() }).getReader();
    for (let lu = await lecteur.read(); !lu.done; lu = await lecteur.read()) sortis += lu.value.byteLength;
    expect(sortisALaDerniereLigne / sortis).toBeGreaterThan(0.7);
  }, 30_000);
});
