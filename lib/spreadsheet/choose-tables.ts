import { IDENTITY_FIELDS } from "@/lib/domain/set-aside-reason";
import type { ReadingChoices } from "./reading.types";
import type { ReadTable } from "./table/table.types";
import { toldFields } from "./table/told-fields";

/** The share of the best table's fields that another must have to be one of the same list. */
const AGREES = 0.7;

const headingsOf = ({ columns }: ReadTable) => JSON.stringify(columns.map(({ heading }) => heading));

/** The tables of the same list as the best of them: it, those with its very headings, known or not, and those whose headings agree with it. */
function agreeing(tables: readonly ReadTable[]): ReadTable[] {
  const [best] = [...tables].sort((a, b) => b.known - a.known);
  if (best === undefined) return [];
  const [wanted, headings] = [toldFields(best.columns), headingsOf(best)];
  return tables.filter((table) => {
    if (headingsOf(table) === headings) return true;
    const fields = toldFields(table.columns);
    const common = [...wanted].filter((field) => fields.has(field)).length;
    return wanted.size > 0 && IDENTITY_FIELDS.every((key) => fields.has(key)) && common >= wanted.size * AGREES;
  });
}

/**
 * The tables that are taken: those of the sheets that a person ticked; else the one that tells the most fields, and those whose headings agree with it (a
 * sheet for each class). A sheet that is hidden, or whose name says that its people are no apprentices, is only taken when it is ticked, or alone.
 */
export function chooseTables(
  tables: readonly { table: ReadTable; aside: boolean }[],
  choices: ReadingChoices,
): ReadTable[] {
  const ticked = choices.sheets;
  if (ticked !== undefined) {
    const all = tables.map(({ table }) => table);
    return ticked.flatMap((name) => {
      const ofSheet = all.filter(({ sheet }) => sheet === name);
      return ofSheet.length === 1 ? ofSheet : agreeing(ofSheet.filter(({ numeros }) => numeros.length > 0));
    });
  }
  const seen = tables.some(({ aside }) => !aside) ? tables.filter(({ aside }) => !aside) : tables;
  return agreeing(seen.map(({ table }) => table).filter(({ numeros }) => numeros.length > 0));
}
