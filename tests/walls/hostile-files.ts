import { archive, zipper } from "@/tests/unit/spreadsheet/make-workbook";

/** A file made to hurt whoever reads it, small enough to come in. `says`: what the refusal says; null when it is read all the same.
 * `big`: over what the walls' site takes. `heavy`: takes long to make or to refuse. */
export type HostileFile = {
  title: string;
  name: string;
  bytes: () => Uint8Array;
  says: RegExp | null;
  big?: true;
  heavy?: true;
};

const MB = 1024 * 1024;
const HEADINGS = ["nom_apprenant", "prenom_apprenant", "date_de_naissance_apprenant"];
const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
const headingRow = `<row r="1">${HEADINGS.map((heading, i) => text(`${"ABC"[i]}1`, heading)).join("")}</row>`;
const apprenti = (row: number) =>
  `<row r="${row}">${text(`A${row}`, "Martin")}${text(`B${row}`, `Prenom${row}`)}${text(`C${row}`, "29/02/2004")}</row>`;
const rows = headingRow + apprenti(2);
const TOO_MUCH = /^Ce fichier (demande trop de mémoire|est trop long à lire)/;

/** The files of the issue, and their brothers. Each is made when it is asked for: some weigh hundreds of megabytes once inflated. */
export const HOSTILE_FILES: readonly HostileFile[] = [
  {
    title: "une largeur donnée à deux milliards de colonnes",
    name: "colonnes.xlsx",
    bytes: () => {
      const files = archive({ sheet: rows });
      const sheet = "xl/worksheets/sheet1.xml";
      files[sheet] =
        files[sheet]?.replace("<sheetData>", '<cols><col min="1" max="2000000000" width="9"/></cols><sheetData>') ?? "";
      return zipper(files);
    },
    says: null,
  },
  {
    title: "5 000 lignes d'une seule cellule, dans la dernière colonne d'Excel",
    name: "xfd.xlsx",
    bytes: () => {
      const far = Array.from({ length: 5000 }, (_, i) => `<row r="${i + 2}">${text(`XFD${i + 2}`, "x")}</row>`);
      return zipper(archive({ sheet: headingRow + far.join("") }));
    },
    says: /^Ce fichier a 16.384 colonnes : la limite est de 1.000\.$/,
  },
  {
    title: "80 000 balises definedNames jamais refermées",
    name: "noms.xlsx",
    bytes: () => zipper(archive({ sheet: rows, workbook: "<definedNames>".repeat(80_000) })),
    says: /^Ce fichier n'est pas un classeur lisible/,
  },
  {
    title: "400 000 titres de colonne",
    name: "titres.csv",
    bytes: () => Buffer.from(`${Array.from({ length: 400_000 }, (_, i) => `t${i}`).join(";")}\nA;B\n`),
    says: /^Ce fichier a 400.000 colonnes : la limite est de 1.000\.$/,
  },
  {
    title: "un texte partagé de 500 000 caractères",
    name: "texte.xlsx",
    bytes: () =>
      zipper(
        archive({
          sheet: `${headingRow}<row r="2"><c r="A2" t="s"><v>0</v></c></row>`,
          texts: `<si><t>${"a".repeat(500_000)}</t></si>`,
        }),
      ),
    says: /^La ligne 2 a une cellule de 500.000 caractères : la limite est de 32.767\.$/,
  },
  {
    title: "un texte partagé fait de 300 000 morceaux de mise en forme",
    name: "riche.xlsx",
    bytes: () =>
      zipper(
        archive({
          sheet: `${headingRow}<row r="2"><c r="A2" t="s"><v>0</v></c></row>`,
          texts: `<si>${"<r><rPr><b/></rPr><t>ab</t></r>".repeat(300_000)}</si>`,
        }),
      ),
    says: /^La ligne 2 a une cellule de 600.000 caractères/,
  },
  {
    title: "un texte de 30 000 caractères répété dans 200 000 cellules",
    name: "repete.xlsx",
    bytes: () => {
      const cells = Array.from({ length: 30 }, () => '<c t="s"><v>0</v></c>').join("");
      const repeated = Array.from({ length: 7000 }, (_, i) => `<row r="${i + 2}">${cells}</row>`).join("");
      return zipper(archive({ sheet: headingRow + repeated, texts: `<si><t>${"a".repeat(30_000)}</t></si>` }));
    },
    says: /^Ce fichier a plus de 100.000.000 caractères/,
  },
  {
    title: "un attribut de 100 millions de caractères",
    name: "attribut.xlsx",
    bytes: () => zipper(archive({ sheet: `${headingRow}<row r="2" spans="${"1".repeat(100 * MB)}"></row>` })),
    says: TOO_MUCH,
    heavy: true,
  },
  {
    title: "700 Mo d'espaces, avoués",
    name: "bombe.xlsx",
    bytes: () =>
      zipper(
        archive({
          sheet: rows,
          others: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((i) => [`xl/vide${i}.xml`, " ".repeat(100 * MB)])),
        }),
      ),
    says: /^Ce classeur est trop gros une fois décompressé/,
    heavy: true,
  },
  {
    title: "un guillemet ouvert au début de 20 Mo de texte",
    name: "guillemet.csv",
    bytes: () => Buffer.from(`nom;prénom\n"A;${"B\nC;".repeat(5 * MB)}`),
    says: /^Ce fichier a plus de 200.000 lignes/,
    big: true,
  },
];
