import { CsvError, parse } from "csv-parse/sync";
import { ErreurMetier } from "@/lib/errors";
import { decoderTexte } from "./decoder-texte";
import { composerTableau, type Tableau } from "./tableau";

const SEPARATEURS = [";", ",", "\t"] as const;

/** Excel's own hint, alone on the first line: «sep=;». */
const INDICE = /^sep=(.)\r?\n/i;

function enregistrements(texte: string, separateur: string, jusqua?: number): string[][] {
  return parse(texte, {
    delimiter: separateur,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    ...(jusqua === undefined ? {} : { to: jusqua }),
  });
}

/** The separator that cuts the first row that is not empty into the most columns. */
function detecterSeparateur(texte: string): string {
  const colonnes = SEPARATEURS.map((separateur) => {
    try {
      const debut = enregistrements(texte, separateur, 20);
      return debut.find((cellules) => cellules.some((cellule) => cellule.trim() !== ""))?.length ?? 0;
    } catch {
      return 0;
    }
  });
  return SEPARATEURS[colonnes.indexOf(Math.max(...colonnes))] ?? ";";
}

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
    const lus = enregistrements(texte, indice?.[1] ?? detecterSeparateur(texte));
    return composerTableau(lus.map((cellules, rang) => ({ numero: rang + decalage, cellules })));
  } catch (erreur) {
    if (!(erreur instanceof CsvError)) throw erreur;
    throw new ErreurMetier(
      "SAISIE_INVALIDE",
      "Ce fichier CSV est mal formé : un guillemet ouvert n'est jamais refermé. Enregistrez-le de nouveau depuis votre tableur.",
    );
  }
}
