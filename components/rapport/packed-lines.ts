import type { RapportLine, RapportLines, Reason } from "./rapport-line";

/** A line without the names of its columns; zero where there is nothing. */
export type Cells = [
  id: string,
  numero: number,
  formation: string,
  apprenant: string,
  statut: RapportLine["statut"],
  since: string,
  soon: string | 0,
  employeur: string,
  debut: string,
  fin: string,
  etat: RapportLine["etat"],
  reserve: string | 0,
  marks: NonNullable<RapportLine["marks"]> | 0,
  reasons: readonly number[],
];
/** What travels to the browser of the lines of a page. */
export type Packed = [lines: Cells[], reasons: readonly Reason[], statuts: RapportLines["statuts"]];

function lineOf(cells: Cells): RapportLine {
  const [id, numero, formation, apprenant, statut, since, soon, employeur, debut, fin, etat, reserve, marks, reasons] =
    cells;
  const always = { id, numero, formation, apprenant, statut, since, employeur, debut, fin, etat, reasons };
  return {
    ...always,
    ...(soon === 0 ? {} : { soon }),
    ...(reserve === 0 ? {} : { reserve }),
    ...(marks === 0 ? {} : { marks }),
  };
}

/** What `packLines` packed. */
export function unpackLines(packed: string): RapportLines {
  const [lines, reasons, statuts]: Packed = JSON.parse(packed);
  return { lines: lines.map(lineOf), reasons, statuts };
}
