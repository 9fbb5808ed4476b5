import { escapeHtml } from "@/lib/domain/escape-html";
import { unpackRow } from "./row-words";
import { sparkline } from "./sparkline";

/** Past this all are forgotten, and drawn again when they are asked for. */
const MAX_KEPT = 5000;

/** What needs somebody stands out by its weight and colour. A cell, as a line, ends where the next one begins: HTML asks for no more. */
function cell(words: string, alarm: boolean): string {
  const text = words === "" ? "&mdash;" : escapeHtml(words);
  return `<td>${alarm ? `<b>${text}</b>` : text}`;
}

function drawRow(packed: string): string {
  const { uai, name, cells, alarms, nights } = unpackRow(packed);
  const link = `<a href="/${escapeHtml(uai)}/transmissions">${escapeHtml(name)}</a> <span>${escapeHtml(uai)}</span>`;
  const written = cells.map((text, rank) => cell(text, alarms.includes(String(rank)))).join("");
  return `<tr><th scope="row">${link}${written}<td>${sparkline(nights)}`;
}

/** A line by its words, which alone decide how it is drawn. */
const drawn = new Map<string, string>();

function row(packed: string): string {
  const known = drawn.get(packed);
  if (known !== undefined) return known;
  if (drawn.size >= MAX_KEPT) drawn.clear();
  const html = drawRow(packed);
  drawn.set(packed, html);
  return html;
}

/**
 * The lines of the table as one text of HTML, every word of it escaped: five hundred lines drawn cell by cell by React take three times as long
 * as an empty page (npm run bench -- reseau). `packed`: what `packRows` made of them.
 */
export function reseauRows(packed: readonly string[]): { __html: string } {
  return { __html: packed.map(row).join("") };
}
