import { type CellPlace, parseCellName } from "@/lib/domain/cell-name";
import { IMPORT_ROW_ANSWERS, type ImportRowAnswer } from "@/lib/domain/enumerations";

/** What the form of a preview's rows says: an answer for some rows, or cells typed again. */
export type RowsInput =
  | { kind: "answer"; ranks: number[]; answer: "right" | ImportRowAnswer | null }
  | { kind: "mend"; cells: MendedCell[] };

/** A cell that was typed again, with what the page showed. */
type MendedCell = CellPlace & { before: string; typed: string };

function parseAnswer(text: string): "right" | ImportRowAnswer | null {
  if (text === "right") return "right";
  return IMPORT_ROW_ANSWERS.find((answer) => answer === text) ?? null;
}

const textOf = (data: FormData, name: string) => {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
};

const rank = (text: string) => (/^\d{1,7}$/.test(text) ? [Number(text)] : []);

/** Cells whose text is no longer what was shown. */
function mendedCells(data: FormData): MendedCell[] {
  return [...data.entries()].flatMap(([name, value]) => {
    const place = parseCellName(name);
    const before = textOf(data, `avant-${name}`);
    return place === null || typeof value !== "string" || value.trim() === before
      ? []
      : [{ ...place, before, typed: value }];
  });
}

/** Reads the form of a preview's rows. A press beside a row answers for it alone; one above, for those that are ticked. */
export function parseRowsForm(data: FormData): RowsInput {
  const [one, answer] = textOf(data, "une").split(":");
  if (one !== undefined && answer !== undefined) {
    return { kind: "answer", ranks: rank(one), answer: parseAnswer(answer) };
  }
  const ticked = textOf(data, "cochees");
  if (ticked === "") return { kind: "mend", cells: mendedCells(data) };
  const ranks = data.getAll("ligne").flatMap((value) => (typeof value === "string" ? rank(value) : []));
  return { kind: "answer", ranks, answer: parseAnswer(ticked) };
}
