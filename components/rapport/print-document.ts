import { activeFilters } from "@/components/data-table/active-filters";
import { frenchDay } from "@/lib/domain/day";
import { escapeHtml } from "@/lib/domain/escape-html";
import { ETAT_LABELS } from "@/lib/domain/etat";
import { plural } from "@/lib/domain/plural";
import type { PrintedRapport } from "@/lib/services/rapport/rapport.types";
import { rapportBesides, rapportColumns } from "./rapport-columns";
import { type RapportLine, type RapportLines, type Reason, rapportLines } from "./rapport-line";

const STYLE = `
@page { size: A4 landscape; margin: 10mm }
body { font: 8.5pt/1.3 system-ui, sans-serif; color: #000; background: #fff; margin: 1rem }
h1 { font-size: 13pt; margin: 0 0 .25rem }
p { margin: 0 0 .25rem; overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse; margin-top: .5rem; font-variant-numeric: tabular-nums }
th, td { padding: 2px 4px; border: 1px solid #999; text-align: left; vertical-align: top; overflow-wrap: break-word }
td:first-child { text-align: right }
td:nth-child(6), td:nth-child(7) { white-space: nowrap }
td:last-child { width: 34% }
tbody th { font-weight: 600 }
thead { display: table-header-group }
tr { break-inside: avoid }
ul { margin: 2px 0 0; padding-left: 1.1em }
@media screen { .dossiers { overflow-x: auto } }
@media print { body { margin: 0 } nav { display: none } }`;

/** A word that no column of paper could hold may be cut; the others never are. */
const printed = (text: string) =>
  escapeHtml(text.replace(/[^\s-]{24}(?=[^\s-])/gu, "$&\u200b")).replaceAll("\u200b", "<wbr>");

const item = ({ word, sentence, actor }: Reason) =>
  `<li>${printed(`${word} : ${sentence}${actor === null ? "" : ` Qui peut agir : ${actor}.`}`)}</li>`;

function row(line: RapportLine, reasons: readonly Reason[], statuts: RapportLines["statuts"]): string {
  const { numero, formation, apprenant, statut, since, soon, employeur, debut, fin, etat, reserve } = line;
  const said = [ETAT_LABELS[etat], ...(reserve === undefined ? [] : [reserve])].join(", ");
  const status = [
    statuts[statut],
    ...(since === "" ? [] : [`depuis le ${since}`]),
    ...(soon === undefined ? [] : [soon]),
  ].join(", ");
  const list = reasons.length === 0 ? "" : `<ul>${reasons.map(item).join("")}</ul>`;
  return [
    `<tr><td>${numero}</td><td>${printed(formation)}</td><th scope="row">${printed(apprenant)}</th>`,
    `<td>${escapeHtml(status)}</td><td>${printed(employeur)}</td><td>${debut}</td><td>${fin}</td>`,
    `<td><strong>${escapeHtml(said)}</strong>${list}</td></tr>`,
  ].join("");
}

/** «État du dossier : « Invalide pour TBA » ou « À transmettre »» */
function filtersOf({ searches, choice }: PrintedRapport): string[] {
  const titles = new Map<string, string[]>();
  for (const { title, label } of activeFilters([...rapportBesides(choice), ...rapportColumns(choice)], searches))
    titles.set(title, [...(titles.get(title) ?? []), `« ${label} »`]);
  return [...titles].map(([title, labels]) => `${title} : ${labels.join(" ou ")}`);
}

function introduction(rapport: PrintedRapport): string {
  const { name, uai, kept, rows, today } = rapport;
  const filters = filtersOf(rapport);
  const left = kept - rows.length;
  return [
    `<h1>Rapport de transmission vers le Tableau de bord de l'apprentissage</h1>`,
    `<p>${escapeHtml(name)} (UAI ${escapeHtml(uai)}), le ${frenchDay(today)} : ${plural(kept, "dossier")}${filters.length === 0 ? "" : `, ${kept < 2 ? "filtré" : "filtrés"} par ${escapeHtml(filters.join(" ; "))}`}.</p>`,
    left > 0
      ? `<p role="alert"><strong>Les ${plural(rows.length, "premier")} sont ici ; ${plural(left, "autre n'y est pas", "autres n'y sont pas")} : filtrez le rapport, ou téléchargez le classeur, qui les a tous.</strong></p>`
      : "",
  ].join("");
}

const nothing = ({ searches }: PrintedRapport) =>
  Object.keys(searches).length === 0
    ? "<p>Il n'y a encore aucun dossier à imprimer.</p>"
    : "<p>Aucun dossier ne répond à ces filtres : revenez au rapport pour les changer.</p>";

/**
 * The report on paper: a page of its own, made in one go, which asks for the printer as soon as it is there. `nonce`: the number of this answer's
 * scripts, null when there is none. `back`: the address of the report.
 */
export function printDocument(rapport: PrintedRapport, back: string, nonce: string | null): string {
  const { lines, reasons, statuts } = rapportLines(rapport.rows, rapport.today);
  const rows = lines.map((line) =>
    row(
      line,
      line.reasons.flatMap((place) => reasons[place] ?? []),
      statuts,
    ),
  );
  const titles = rapportColumns(rapport.choice).map(({ title }) => `<th scope="col">${title}</th>`);
  const table = [
    `<div class="dossiers" role="region" aria-label="Dossiers" tabindex="0"><table><thead><tr>${titles.join("")}</tr></thead>`,
    `<tbody>${rows.join("")}</tbody></table></div>`,
  ];
  const script =
    nonce === null || rows.length === 0
      ? ""
      : `<script nonce="${escapeHtml(nonce)}">addEventListener("load", () => print())</script>`;
  return [
    `<!doctype html><html lang="fr" translate="no"><head><meta charset="utf-8"><title>Rapport de transmission, à imprimer</title>`,
    `<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body><main>`,
    `<nav aria-label="Retour"><a href="${escapeHtml(back)}">Revenir au rapport</a></nav>`,
    introduction(rapport),
    ...(rows.length === 0 ? [nothing(rapport)] : table),
    `</main>${script}</body></html>`,
  ].join("");
}
