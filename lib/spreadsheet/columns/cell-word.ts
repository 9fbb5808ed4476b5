import { tidyText } from "@/lib/domain/cells/tidy-text";
import type { Cell } from "@/lib/domain/parse-value";

/** A tidied cell as a word: a number of the spreadsheet is one like another («0» and «1» for the sex), and a page gives no line break back as it was. */
export const wordOf = (content: string | number | boolean): string => String(content).replace(/\s+/g, " ").trim();

/** What a cell says, as a person is shown it when asked what it stands for, and as their answer is looked for. */
export const cellWord = (cell: Cell): string =>
  cell === null ? "" : wordOf(typeof cell === "string" ? tidyText(cell).text : cell);
