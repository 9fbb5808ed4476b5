import { describe, expect, it } from "vitest";
import { columnQuestions } from "@/lib/services/imports/reading/needs-columns";
import { interpret, interpretCsv } from "@/tests/helpers/interpret";
import { workbook } from "./make-workbook";

const HEADINGS = ["Identifiant", "Nom", "Prénom", "Né(e) le", "Date d'inscription", "Adresse", "SIRET employeur"];
const ZOE = ["A1", "Martin", "Zoé", "28/03/2008", "01/09/2026", "12 rue, bât. B", "73282932000074"];
const LEO = ["A2", "L'Hélias", "Léo", "23/05/2007", "02/09/2026", "4 rue", "59904711500010"];
const ROWS = [HEADINGS, ZOE, LEO];
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => interpret(bytesOf(text), "apprentis.csv");
const EXPECTED = [
  { id_erp_apprenant: "A1", adresse_apprenant: "12 rue, bât. B", siret_employeur: "73282932000074" },
  { id_erp_apprenant: "A2", nom_apprenant: "L'Hélias", date_inscription_formation: "2026-09-02" },
];
const quoted = (cells: readonly string[]) => cells.map((cell) => (cell.includes(",") ? `"${cell}"` : cell)).join(",");

describe("Un texte dont les lignes sont d'une autre main", () => {
  it.each(["^", "~", "§", "¤", "¦"])("se lit quand « %s » en sépare les cellules", async (sign) => {
    expect((await read(ROWS.map((row) => row.join(sign)).join("\n"))).sources).toMatchObject(EXPECTED);
  });

  it("se lit quand ses cellules sont entre apostrophes, même là où un mot en a une", async () => {
    const text = ROWS.map((row) => row.map((cell) => `'${cell}'`).join(",")).join("\n");
    const { sources } = await read(text);
    expect(sources[1]).toEqual(expect.objectContaining(EXPECTED[1]));
    expect((await read(text.replaceAll("L'Hélias", "L''Hélias"))).sources).toMatchObject(EXPECTED);
  });

  it("se lit quand chaque ligne y est une seule cellule, comme un tableur d'un autre pays l'enregistre", async () => {
    const line = (row: readonly string[]) => `"${quoted(row).replaceAll('"', '""')}"`;
    expect((await read(ROWS.map(line).join("\r\n"))).sources).toMatchObject(EXPECTED);
    // Only the lines that hold a quote are put so.
    const some = ROWS.map((row) => (quoted(row).includes('"') ? line(row) : quoted(row))).join("\r\n");
    expect((await read(some)).sources).toMatchObject(EXPECTED);
  });

  it("écarte une ligne qu'un retour à la ligne sans guillemets coupe : son contrat n'est pas perdu sans un mot", async () => {
    const cut = ROWS.map((row) => row.join(";"))
      .join("\n")
      .replace("12 rue, bât. B", "12 rue\n\nrés. Les Lilas\nbât. B");
    const { sources, reading } = await read(cut);
    expect(sources).toMatchObject([{ id_erp_apprenant: "A2" }]);
    const [first, ...others] = reading.setAside;
    expect(first).toMatchObject({ row: 2, reason: expect.stringContaining("retour à la ligne sans guillemets") });
    expect(others).not.toEqual([]);
  });

  it("écarte une ligne décalée dont seul le SIRET de l'employeur dit qu'elle l'est : le TBA le perdrait sans un mot", async () => {
    const text = ROWS.map((row) => row.join(";")).join("\n");
    const { sources, reading } = await read(text.replace("12 rue, bât. B", "12;rue des Lilas"));
    expect(sources).toMatchObject([{ id_erp_apprenant: "A2" }]);
    expect(reading.setAside).toMatchObject([{ row: 2, reason: expect.stringContaining("plus de cellules") }]);
    // A remark at its end, beside a SIRET with a figure too few, shifts nothing.
    const remark = text.replace("73282932000074", "7328293200007;à revoir");
    expect((await read(remark)).sources).toMatchObject([{ id_erp_apprenant: "A1" }, { id_erp_apprenant: "A2" }]);
  });

  it("n'en fait pas une personne quand la fin de la ligne en a les cellules : un contrat n'est pas un nom", async () => {
    const headings = [...HEADINGS.slice(0, 6), "Ville", "Pays", "Employeur", "SIRET employeur"];
    const long = (id: string) => [id, ...ZOE.slice(1, 5), "12 rue", "Rennes", "France", "Pain & Cie", "73282932000074"];
    const text = [headings, long("A1"), long("A2"), long("A3")].map((row) => row.join(";")).join("\n");
    const { sources, reading } = await read(text.replace("12 rue", "12 rue\nbât. B"));
    expect(sources.map(({ id_erp_apprenant: id }) => id)).toEqual(["A2", "A3"]);
    expect(reading.setAside).toMatchObject([
      { row: 2, reason: expect.stringContaining("retour à la ligne sans guillemets") },
      { row: 3, reason: expect.stringContaining("la fin de la ligne précédente") },
    ]);
  });

  it("garde les lignes courtes d'un tableur qui n'écrit pas les cellules vides de la fin", async () => {
    const short = [ZOE.slice(0, 4), LEO.slice(0, 4), ZOE.with(0, "A3").with(1, "Durand")];
    const { sources, reading } = await interpretCsv([HEADINGS, ...short]);
    expect(sources).toHaveLength(3);
    expect(reading.setAside).toEqual([]);
  });

  it.each([
    ["numérote les colonnes", ["1", "2", "3", "4", "5", "6", "7"]],
    ["dit la forme des cellules", ["1", "Nom (50 car.)", "Prénom", "AAAA-MM-JJ", "AAAA-MM-JJ", "libre", "14 chiffres"]],
    [
      "dit la forme des cellules d'un mot",
      ["texte", "texte", "texte", "JJ/MM/AAAA", "AAAA-MM-JJ", "texte", "14 chiffres"],
    ],
  ])("écarte la ligne qui, sous les titres, %s : elle ne fait pas un dossier", async (_what, row) => {
    const { sources, reading } = await interpretCsv([HEADINGS, row, ZOE, LEO]);
    expect(sources).toHaveLength(2);
    expect(reading.setAside).toMatchObject([{ row: 2, reason: expect.stringContaining("n'est celle de personne") }]);
  });

  it("garde celui dont la date de naissance est restée celle du modèle : c'est quelqu'un, à compléter", async () => {
    const { sources, reading } = await interpretCsv([HEADINGS, ZOE.with(3, "JJ/MM/AAAA"), LEO]);
    expect(reading.setAside).toEqual([]);
    expect(sources[0]).toMatchObject({ nom_apprenant: "Martin", date_de_naissance_apprenant: "JJ/MM/AAAA" });
  });

  it("garde celui dont le nom n'a plus une lettre : c'est un nom abîmé, à redire", async () => {
    const { sources, reading } = await interpretCsv([
      HEADINGS,
      ZOE.with(1, "\uFFFD\uFFFD\uFFFD\uFFFD").with(2, "\uFFFD\uFFFD"),
      LEO,
    ]);
    expect([sources.length, reading.setAside]).toEqual([2, []]);
  });

  it("ne demande rien de la cellule de trop d'une ligne décalée", async () => {
    const shifted = LEO.with(4, "02/09;2026");
    const { reading } = await interpretCsv([HEADINGS, ZOE, shifted, ZOE.with(0, "A4").with(1, "Durand")]);
    expect(reading.setAside).toMatchObject([{ row: 3 }]);
    expect(columnQuestions(reading).unknown).toEqual([]);
  });
});

describe("Un classeur dont chaque ligne tient dans une seule cellule", () => {
  it.each([",", ";", "\t"])("est partagé par « %s », et le dit", async (sign) => {
    const line = (row: readonly string[]) => row.map((cell) => (cell.includes(sign) ? `"${cell}"` : cell)).join(sign);
    const bytes = await workbook([["Liste des apprentis"], ...ROWS.map((row) => [line(row)])]);
    const { sources, notices } = await interpret(bytes, "a.xlsx");
    expect(sources).toMatchObject(EXPECTED);
    expect(notices).toContain("tenait dans une seule cellule");
  });

  it("l'est aussi là où le tableur a coupé une ligne", async () => {
    const [zoe = "", leo = ""] = [ZOE, LEO].map(quoted);
    const [before = "", after = ""] = zoe.replace("12 rue, bât. B", "12 rue; bât. B").split(";");
    const { sources } = await interpret(await workbook([[quoted(HEADINGS)], [before, after], [leo]]), "a.xlsx");
    expect(sources).toMatchObject([{ adresse_apprenant: "12 rue; bât. B" }, { nom_apprenant: "L'Hélias" }]);
  });

  it("y écarte la ligne décalée, comme dans un texte : son prénom n'est pas le sien", async () => {
    const shifted = ["A1", "Martin, ép. Durand", ...LEO.slice(2)].join(",");
    const rows = [[quoted(HEADINGS)], [shifted], ...["A2", "A3", "A4"].map((id) => [quoted(ZOE.with(0, id))])];
    const { sources, reading } = await interpret(await workbook(rows), "a.xlsx");
    expect(sources.map(({ id_erp_apprenant: id }) => id)).toEqual(["A2", "A3", "A4"]);
    expect(reading.setAside).toMatchObject([{ row: 2, reason: expect.stringContaining("séparateur sans guillemets") }]);
  });

  it("reste ce qu'il est quand une seule de ses cellules ressemble à une ligne", async () => {
    const { sources, notices } = await interpret(await workbook([...ROWS, ["Nom, Prénom, INE"]]), "a.xlsx");
    expect(sources).toMatchObject(EXPECTED);
    expect(notices).not.toContain("une seule cellule");
  });
});

describe("Un texte qui n'est pas un tableau", () => {
  it.each([
    ['[{"nom_apprenant": "Martin"}]', "un fichier JSON"],
    ['{"nom_apprenant": "Martin"}\n{"nom_apprenant": "Durand"}', "un fichier JSON"],
    ["ID;PCALCOOO32\r\nB;Y4;X26\r\n", "un fichier SYLK (.slk)"],
    ['TABLE\r\n0,1\r\n"Feuille"\r\n', "un fichier DIF"],
  ])("est dit tel qu'il est : %s", async (text, kind) => {
    await expect(read(text)).rejects.toThrow(kind);
  });

  it("en est un quand sa première colonne s'appelle « ID »", async () => {
    expect((await read("ID;Prénom;Nom;Né le\nA1;Zoé;Martin;28/03/2008\n")).sources).toHaveLength(1);
  });
});
