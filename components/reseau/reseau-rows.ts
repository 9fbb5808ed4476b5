import { escapeHtml } from "@/lib/domain/escape-html";
import { parseNights } from "@/lib/domain/reseau/nights";
import { type RowWords, unpackRows } from "./row-words";
import { sparkline } from "./sparkline";

/** What needs somebody stands out by its weight and colour. */
const cell = (text: string, alarm: boolean) => `<td>${alarm ? `<b>${escapeHtml(text)}</b>` : escapeHtml(text)}</td>`;

function row([uai, name, cells, alarms, nights]: RowWords): string {
  const link = `<a href="/${escapeHtml(uai)}/transmissions">${escapeHtml(name)}</a> <span>${escapeHtml(uai)}</span>`;
  const written = cells.map((text, rank) => cell(text, alarms.includes(rank))).join("");
  return `<tr><th scope="row">${link}</th>${written}<td>${sparkline(parseNights(nights))}</td></tr>`;
}

/**
 * The lines of the table as one text of HTML, every word of it escaped: five hundred lines drawn cell by cell by React take three times as long
 * as an empty page (npm run bench -- reseau). `packed`: what `packRows` made of them.
 */
export function reseauRows(packed: string): { __html: string } {
  return { __html: unpackRows(packed).map(row).join("") };
}
