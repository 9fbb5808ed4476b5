import { readFileSync } from "node:fs";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { ErreurMetier } from "@/lib/errors";
import { extraireClasseur } from "@/lib/tableur/archive-xlsx";
import { lireXlsx } from "@/lib/tableur/lire-xlsx";
import { annoncerTaille, archive, classeur, zipper } from "./fabriquer-classeur";

const modele = () => new Uint8Array(readFileSync("tests/fixtures/modele-import-29012025.xlsx"));

/** The cells of the row under the heading of a sheet written by hand. */
async function lireALaMain(cellules: string, parties: Partial<Parameters<typeof archive>[0]> = {}) {
  const entetes = "ABCDE".replace(/./g, (l) => `<c r="${l}1" t="inlineStr"><is><t>${l}</t></is></c>`);
  const feuille = `<row r="1">${entetes}</row><row r="2">${cellules}</row>`;
  const { lignes } = await lireXlsx(zipper(archive({ feuille, ...parties })));
  return lignes[0]?.cellules;
}

describe("Le modèle d'import du TBA", () => {
  it("se lit avec ses 62 en-têtes et sa seule ligne, malgré ses 999 lignes mises en forme", async () => {
    const { entetes, lignes } = await lireXlsx(modele());
    expect(entetes).toHaveLength(62);
    expect(entetes.slice(0, 3)).toEqual(["nom_apprenant *", "prenom_apprenant *", "date_de_naissance_apprenant *"]);
    expect(lignes).toHaveLength(1);
    expect(lignes[0]?.numero).toBe(2);
    expect(lignes[0]?.cellules.slice(0, 11)).toEqual([
      ...["Dupuis", "Gaston", "1998-01-24", "F", 44400, "gaston.dupuis@domain.tld", "64 bis, route de Paris", 44000],
      ...["1234567890A", "0612345678", true],
    ]);
  });
});

describe("Les cellules d'un classeur", () => {
  it("se lisent toutes, sans jamais donner «[object Object]»", async () => {
    const valeurs: ExcelJS.CellValue[] = [
      "texte",
      77764444100018,
      true,
      { richText: [{ text: "Le " }, { font: { bold: true }, text: "Goff" }] },
      { text: "zoe@example.org", hyperlink: "mailto:zoe@example.org" },
      { formula: "1+1", result: 2 },
      { formula: 'A1&""', result: "texte" },
      { formula: "NA()", result: { error: "#N/A" } },
      { error: "#REF!" },
      { formula: "A1", result: false },
    ];
    const { lignes } = await lireXlsx(await classeur([valeurs.map((_, i) => `c${i}`), valeurs]));
    expect(lignes[0]?.cellules).toEqual([
      ...["texte", 77764444100018, true, "Le Goff", "zoe@example.org", 2, "texte", "#N/A", "#REF!", false],
    ]);
  });

  it("une date reste le jour écrit, quel que soit le fuseau du serveur", async () => {
    const octets = await classeur([["debut"], [new Date("2026-09-01T00:00:00Z")], [new Date("2026-03-29T23:59:00Z")]]);
    const fuseau = process.env.TZ;
    try {
      for (const tz of ["Pacific/Auckland", "America/Los_Angeles", "Europe/Paris"]) {
        process.env.TZ = tz;
        const { lignes } = await lireXlsx(octets);
        expect(lignes.map((l) => l.cellules)).toEqual([["2026-09-01"], ["2026-03-29"]]);
      }
    } finally {
      if (fuseau === undefined) delete process.env.TZ;
      else process.env.TZ = fuseau;
    }
  });

  it("les dates d'un classeur au calendrier de 1904 se lisent juste", async () => {
    const cellules = '<c r="A2" s="1"><v>44804</v></c>';
    expect((await lireALaMain(cellules))?.[0]).toBe("2022-08-31");
    expect((await lireALaMain(cellules, { classeur: '<workbookPr date1904="1"/>' }))?.[0]).toBe("2026-09-01");
  });

  it("lit les dates écrites en ISO et les textes calculés dans une colonne de dates", async () => {
    const lues = await lireALaMain(
      '<c r="A2" t="d" s="1"><v>2026-09-01T00:00:00</v></c><c r="B2" t="str" s="1"><f>"31/02/2026"</f><v>31/02/2026</v></c><c r="C2" s="1"><v>77764444100018</v></c>',
    );
    expect(lues?.slice(0, 3)).toEqual(["2026-09-01T00:00:00", "31/02/2026", "########"]);
  });

  it("lit les textes partagés, vides ou non, et ne bute pas sur un texte riche", async () => {
    const lues = await lireALaMain(
      '<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c><c r="E2" t="s"><v>3</v></c>',
      { textes: "<si><t>É&amp;a</t></si><si><t/></si><si/><si><r><t>a</t></r><r><t>b</t></r></si>" },
    );
    expect(lues?.map((c) => c ?? "")).toEqual(["É&a", "", "", "", "ab"]);
  });
});

describe("Les classeurs venus d'ailleurs", () => {
  it("d'un logiciel qui préfixe ses balises", async () => {
    const prefixer = (xml: string) =>
      xml
        .replace(/<(\/?)(?!\?|Relationship)/g, "<$1x:")
        .replaceAll('xmlns="http://schemas.openxml', 'xmlns:x="http://schemas.openxml');
    const feuille = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>12</v></c></row>';
    const fichiers = Object.entries(archive({ feuille, textes: "<si><t>nom</t></si>" }));
    const octets = zipper(
      Object.fromEntries(fichiers.map(([nom, xml]) => [nom, nom.endsWith(".rels") ? xml : prefixer(xml)])),
    );
    expect(await lireXlsx(octets)).toEqual({ entetes: ["nom"], lignes: [{ numero: 2, cellules: [12] }] });
  });

  it("avec des listes déroulantes, fusions et filtres sur des colonnes entières, et un dessin manquant", async () => {
    const feuille =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>nom</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>';
    const fichiers = archive({
      feuille,
      classeur:
        '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">#REF!</definedName></definedNames>',
    });
    const pieges =
      '</sheetData><autoFilter ref="A1:XFD1"/><mergeCells><mergeCell ref="B1:XFD1048576"/></mergeCells><dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a,b"</formula1></dataValidation></dataValidations><drawing r:id="rId9"/>';
    fichiers["xl/worksheets/sheet1.xml"] = fichiers["xl/worksheets/sheet1.xml"]?.replace("</sheetData>", pieges) ?? "";
    expect((await lireXlsx(zipper(fichiers))).lignes).toHaveLength(1);
  });

  it("la première feuille visible est lue, et la première ligne remplie sert d'en-têtes", async () => {
    const livre = new ExcelJS.Workbook();
    livre.addWorksheet("Listes", { state: "hidden" }).addRow(["caché"]);
    const feuille = livre.addWorksheet("Apprentis");
    feuille.getCell("A3").value = " nom \n apprenant";
    feuille.getCell("C3").value = "prenom";
    feuille.getCell("A4").value = "   ";
    feuille.getCell("A6").value = "Le Goff";
    feuille.getCell("D6").value = "sous aucun en-tête";
    feuille.getCell("A7").font = { bold: true };
    const lu = await lireXlsx(new Uint8Array(await livre.xlsx.writeBuffer()));
    expect(lu).toEqual({
      entetes: ["nom apprenant", "", "prenom"],
      lignes: [{ numero: 6, cellules: ["Le Goff", null, null] }],
    });
  });
});

describe("Ce qui n'est pas un classeur lisible", () => {
  const illisible = async (octets: Uint8Array) => {
    const erreur = await lireXlsx(octets).catch((e: unknown) => e);
    if (!(erreur instanceof ErreurMetier)) throw new Error(`refus attendu, reçu ${String(erreur)}`);
    expect(erreur.code).toBe("SAISIE_INVALIDE");
    return erreur.message;
  };

  it("est refusé d'une phrase claire", async () => {
    const phrase = /^Ce fichier n'est pas un classeur Excel lisible : .*\.xlsx\.$/;
    expect(await illisible(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))).toMatch(phrase);
    expect(await illisible(zipper({ mimetype: "application/vnd.oasis.opendocument.spreadsheet" }))).toMatch(phrase);
    expect(await illisible(modele().subarray(0, 20_000))).toMatch(phrase);
    expect(await illisible(zipper(archive({ feuille: '<row r="1"><c><v>1</v></c></row>' })))).toMatch(phrase);
    expect(
      await illisible(zipper(archive({ feuille: '<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>' }))),
    ).toMatch(phrase);
  });

  it("une bombe est refusée sur ce qu'elle annonce, avant d'être décompressée", async () => {
    const bombe = annoncerTaille(zipper(archive({ feuille: "" })), 151 * 1024 * 1024);
    expect(await illisible(bombe)).toMatch(/^Ce classeur est trop gros une fois décompressé/);
    expect(await illisible(annoncerTaille(bombe, 4_000_000_000))).toMatch(/^Ce classeur est trop gros/);
  });

  it("une bombe qui ment sur sa taille n'est pas décompressée au-delà de ce qu'elle annonce", async () => {
    const bombe = annoncerTaille(zipper(archive({ feuille: " ".repeat(4 * 1024 * 1024) })), 1000);
    expect(extraireClasseur(bombe).byteLength).toBeLessThan(10_000);
    expect(await illisible(bombe)).toMatch(/^Ce fichier n'est pas un classeur Excel lisible/);
  });
});
