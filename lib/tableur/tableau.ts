import type { Cellule } from "@/lib/dossier/lire-valeur";

/** A row of a sheet: its number as a spreadsheet shows it (from 1), and one cell for each heading. */
export type LigneTableau = { numero: number; cellules: Cellule[] };

/** What a file holds: the headings of its first row that is not empty, and the rows under it that are not empty. */
export type Tableau = { entetes: string[]; lignes: LigneTableau[] };

const estVide = (cellule: Cellule | undefined) =>
  cellule === undefined || cellule === null || (typeof cellule === "string" && cellule.trim() === "");

const enEntete = (cellule: Cellule) => (cellule === null ? "" : String(cellule).replace(/\s+/g, " ").trim());

/** Headings and rows out of raw rows: empty rows are skipped, cells beyond the last heading are left out. */
export function composerTableau(rangees: Iterable<LigneTableau>): Tableau {
  let entetes: string[] | null = null;
  const lignes: LigneTableau[] = [];
  for (const { numero, cellules } of rangees) {
    if (cellules.every(estVide)) continue;
    if (entetes === null) {
      entetes = cellules.map(enEntete);
      while (entetes.at(-1) === "") entetes.pop();
      continue;
    }
    const alignees = entetes.map((_, colonne) => cellules[colonne] ?? null);
    if (!alignees.every(estVide)) lignes.push({ numero, cellules: alignees });
  }
  return { entetes: entetes ?? [], lignes };
}
