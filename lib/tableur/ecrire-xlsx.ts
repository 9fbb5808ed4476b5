import { PassThrough } from "node:stream";
import { ReadableStream as FluxWeb } from "node:stream/web";
import ExcelJS from "exceljs";
import { existeAuCalendrier, jourEnNombre } from "@/lib/dossier/jour";

/** `largeur` in characters. Dates are given as «AAAA-MM-JJ» and written as real dates. */
export type ColonneXlsx = { entete: string; largeur: number; genre: "texte" | "date" | "nombre" };
export type CelluleXlsx = string | number | null;
export type FeuilleXlsx = {
  feuille: string;
  colonnes: readonly ColonneXlsx[];
  lignes: AsyncIterable<readonly CelluleXlsx[]> | Iterable<readonly CelluleXlsx[]>;
};

/** Other pages wait while rows are written: at most this many at a stretch. */
const RANGEES_D_AFFILEE = 25;
const prochainTour = () => new Promise((resoudre) => setImmediate(resoudre));
const CARACTERES_MAX_EXCEL = 32_767;
const SERIE_DU_1ER_JANVIER_1970 = 25569;
/** Excel's calendar has a 29 February 1900: the days before it are off by one. */
const PREMIER_JOUR_SUR = "1900-03-01";

/** The text format keeps Excel from making a formula or a number of a text, even when the cell is edited. */
const FORMATS = { texte: "@", date: "dd/mm/yyyy", nombre: "General" } as const;

const estJour = (texte: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(texte) && texte >= PREMIER_JOUR_SUR && existeAuCalendrier(texte);

/** What goes into a cell: a string never becomes a formula, a day becomes Excel's number of it (no hour, no zone). */
function valeurDe(cellule: CelluleXlsx | undefined, genre: ColonneXlsx["genre"]): CelluleXlsx {
  if (cellule === undefined || cellule === null || cellule === "") return null;
  if (typeof cellule === "number") return genre === "texte" ? String(cellule) : cellule;
  if (genre === "date" && estJour(cellule)) return jourEnNombre(cellule) + SERIE_DU_1ER_JANVIER_1970;
  return cellule.length > CARACTERES_MAX_EXCEL ? `${cellule.slice(0, CARACTERES_MAX_EXCEL - 1)}…` : cellule;
}

/** The reader is slow: wait until it took what is ready, or went away. */
function ecoulement(sortie: PassThrough): Promise<void> {
  return new Promise((resoudre) => {
    const suite = () => {
      sortie.off("drain", suite);
      sortie.off("close", suite);
      resoudre();
    };
    sortie.on("drain", suite);
    sortie.on("close", suite);
  });
}

function preparerFeuille(classeur: ExcelJS.stream.xlsx.WorkbookWriter, { feuille, colonnes }: FeuilleXlsx) {
  const ouverte = classeur.addWorksheet(feuille, { views: [{ state: "frozen", ySplit: 1 }] });
  ouverte.columns = colonnes.map(({ entete, largeur, genre }) => ({
    header: entete,
    width: largeur,
    style: { numFmt: FORMATS[genre], alignment: { vertical: "top" as const } },
  }));
  const titres = ouverte.getRow(1);
  titres.font = { bold: true, name: "Calibri", size: 11 };
  titres.commit();
  return ouverte;
}

async function ecrire(source: FeuilleXlsx, sortie: PassThrough): Promise<void> {
  const { colonnes, lignes } = source;
  const classeur = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: sortie, useStyles: true, useSharedStrings: false });
  const feuille = preparerFeuille(classeur, source);
  let ecrites = 0;
  for await (const ligne of lignes) {
    const rangee = feuille.addRow(colonnes.map(({ genre }, i) => valeurDe(ligne[i], genre)));
    rangee.eachCell((cellule) => {
      const { value } = cellule;
      if (typeof value === "string" && value.includes("\n")) cellule.alignment = { vertical: "top", wrapText: true };
    });
    rangee.commit();
    ecrites += 1;
    if (ecrites % RANGEES_D_AFFILEE === 0) await prochainTour();
    if (sortie.writableNeedDrain) await ecoulement(sortie);
    if (sortie.destroyed) return;
  }
  feuille.autoFilter = { from: { row: 1, column: 1 }, to: { row: ecrites + 1, column: colonnes.length } };
  await classeur.commit();
}

/**
 * An .xlsx of one sheet, as a stream: rows are taken from `lignes` as fast as the reader takes the bytes, never all at once.
 * Headings are bold, frozen, with a filter. An error of `lignes` aborts the stream; a reader that goes away stops `lignes`.
 */
export function ecrireXlsx(source: FeuilleXlsx): ReadableStream<Uint8Array> {
  const sortie = new PassThrough();
  ecrire(source, sortie).catch((erreur: unknown) => {
    sortie.destroy(erreur instanceof Error ? erreur : new Error("Écriture du classeur interrompue"));
  });
  // Not Readable.toWeb: on Node 20 a reader that goes away while bytes flow makes it throw where nobody can catch.
  return FluxWeb.from(sortie) as ReadableStream<Uint8Array>;
}
