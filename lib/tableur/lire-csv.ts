import { CsvError, parse } from "csv-parse/sync";
import { ErreurMetier } from "@/lib/errors";
import { decoderTexte } from "./decoder-texte";
import { composerTableau, type Tableau } from "./tableau";

const SEPARATEURS = [";", ",", "\t"] as const;

/** Excel's own hint, alone on the first line: «sep=;». */
const INDICE = /^sep=(.)\r?\n/i;

const OPTIONS = { record_delimiter: ["\r\n", "\n", "\r"], relax_column_count: true, relax_quotes: true };

/** The separator that cuts the first row that is not empty into the most columns. */
function detecterSeparateur(texte: string): string {
  const premiere = { ...OPTIONS, skip_empty_lines: true, skip_records_with_empty_values: true, to: 1 };
  const colonnes = SEPARATEURS.map((delimiter) => {
    const [entetes] = parse(texte, { ...premiere, delimiter });
    return entetes?.length ?? 0;
  });
  return SEPARATEURS[colonnes.indexOf(Math.max(...colonnes))] ?? ";";
}

const malForme = (ligne: number) =>
  new ErreurMetier(
    "SAISIE_INVALIDE",
    `Ce fichier CSV est mal formé : un guillemet ouvert à la ligne ${ligne} n'est pas refermé.`,
  );

/** A quote in the middle of a cell is forgiven; one that opens a cell and swallows the next rows is not. */
const avaleDesLignes = (cellule: string) => cellule.startsWith('"') && /[\r\n]/.test(cellule);

/**
 * The table of a text file with separators (`;` `,` or tab, found out), in UTF-8, UTF-16 or Windows-1252; quoted cells may
 * hold line breaks. Rows are numbered as a spreadsheet shows them. Every cell is text.
 * Throws ErreurMetier (SAISIE_INVALIDE) when quotes do not close.
 */
export function lireCsv(octets: Uint8Array): Tableau {
  const entier = decoderTexte(octets);
  const indice = INDICE.exec(entier);
  const texte = indice === null ? entier : entier.slice(indice[0].length);
  const decalage = indice === null ? 1 : 2;
  try {
    const lus: string[][] = parse(texte, { ...OPTIONS, delimiter: indice?.[1] ?? detecterSeparateur(texte) });
    const fautive = lus.findIndex((cellules) => cellules.some(avaleDesLignes));
    if (fautive !== -1) throw malForme(fautive + decalage);
    return composerTableau(lus.map((cellules, rang) => ({ numero: rang + decalage, cellules })));
  } catch (erreur) {
    throw erreur instanceof CsvError ? malForme(Number(erreur.records) + decalage) : erreur;
  }
}
