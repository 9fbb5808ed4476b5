import { frenchDay } from "@/lib/domain/day";
import { escapeHtml } from "@/lib/domain/escape-html";
import { formatSirets } from "@/lib/domain/format-siret";
import { plural } from "@/lib/domain/plural";
import { KEY_WORDS, type ReseauLine } from "@/lib/services/reseau/reseau.types";
import { sparkline } from "./sparkline";

const FORMAT = new Intl.NumberFormat("fr-FR");
const number = (n: number) => (n < 1000 ? String(n) : FORMAT.format(n));

/** What needs somebody stands out by its weight and colour. */
const cell = (text: string, alarm: boolean) => `<td>${alarm ? `<b>${escapeHtml(text)}</b>` : escapeHtml(text)}</td>`;

function lastRun({ lastRun: last, missed, transmissionActive }: ReseauLine): string {
  if (!transmissionActive) return "Nuit désactivée";
  if (last === null) return "Aucune";
  const ended = last.status === "completed" ? "" : ", arrêtée avant la fin";
  return `${frenchDay(last.day)}${ended}${missed === 0 ? "" : ` (${plural(missed, "nuit manquée", "nuits manquées")})`}`;
}

function row(line: ReseauLine, alerteLabels: Readonly<Record<string, string>>): string {
  const { uai, name, key, missed, apprentis, valides, invalides, seen, cause, alertes, nights } = line;
  const link = `<a href="/${escapeHtml(uai)}/transmissions">${escapeHtml(name)}</a> <span>${escapeHtml(uai)}</span>`;
  return [
    `<tr><th scope="row">${link}</th>`,
    cell(KEY_WORDS[key], key === "absent" || key === "refused"),
    cell(lastRun(line), missed > 0),
    ...[apprentis, valides, invalides, seen].map((count) => `<td>${number(count)}</td>`),
    cell(cause === "pending" ? "En cours de calcul" : formatSirets(cause ?? "—"), false),
    cell(alertes.length === 0 ? "—" : alertes.map((kind) => alerteLabels[kind]).join(" ; "), alertes.length > 0),
    `<td>${sparkline(nights)}</td></tr>`,
  ].join("");
}

/**
 * The lines of the table as one text of HTML, every word of it escaped: five hundred lines drawn cell by cell by React take three times as long
 * as an empty page (npm run bench -- reseau).
 */
export function reseauRows(
  lines: readonly ReseauLine[],
  alerteLabels: Readonly<Record<string, string>>,
): { __html: string } {
  return { __html: lines.map((line) => row(line, alerteLabels)).join("") };
}
