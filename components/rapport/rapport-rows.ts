import { escapeHtml } from "@/lib/domain/escape-html";
import { ETAT_LABELS, type EtatDossierValue } from "@/lib/domain/etat";
import type { RapportIcon } from "./rapport-icons";
import type { RapportLine, RapportLines, Reason } from "./rapport-line";

/** Where the icon of a row finds what it says, and what tells it from other buttons. */
export const WHY = "pourquoi";

const icon = (name: RapportIcon) => `<svg aria-hidden="true"><use href="#icone-${name}"/></svg>`;

function reason({ kind, word, sentence, actor }: Reason): string {
  const who = actor === null ? "" : `<small>Qui peut agir : ${escapeHtml(actor)}.</small>`;
  return `<li><b class="${kind}">${word}</b><p>${escapeHtml(sentence)}</p>${who}</li>`;
}

/** What is missing or wrong, as a list. */
const reasonList = (reasons: readonly Reason[]): string => `<ul>${reasons.map(reason).join("")}</ul>`;

/** The icon, and its bubble: the browser's own popover, until the page's script takes it over. */
function why({ numero, etat, apprenant }: RapportLine, reasons: readonly Reason[]): string {
  if (reasons.length === 0) return "";
  const grave = etat === "refuse" ? "tba" : reasons.some(({ kind }) => kind === "bloquante") ? "bloquante" : "avalee";
  const name = `Informations manquantes ou invalides : ${escapeHtml(apprenant)} (${reasons.length})`;
  const bubble = `${WHY}-${numero}`;
  return (
    `<button type="button" class="${WHY} ${grave}" popovertarget="${bubble}" aria-describedby="${bubble}" aria-label="${name}">` +
    `${icon("info")}${reasons.length}</button><div popover id="${bubble}">${reasonList(reasons)}</div>`
  );
}

function mark(name: string, done: boolean, no: string): string {
  if (done) return `<li>${icon("fait")}${name}</li>`;
  return `<li title="${name} : ${no}">${icon("a-faire")}${name}<span class="sr-only"> : ${no}</span></li>`;
}

/** How far a dossier went: received, accepted as it is now, seen on the TBA. */
function marks(line: RapportLine): string {
  if (line.marks === undefined) return "";
  const { accepted, seen } = line.marks;
  const each = [
    mark("Reçu", true, ""),
    mark("Accepté", accepted, "pas tel qu'il est maintenant"),
    mark("Vu", seen, "pas encore vérifié"),
  ];
  return `<ul class="marques" aria-label="Chemin vers le TBA">${each.join("")}</ul>`;
}

const note = (name: RapportIcon, text: string | undefined) =>
  text === undefined ? "" : `<p class="note">${icon(name)}${escapeHtml(text)}</p>`;

const badge = (etat: EtatDossierValue) => `<b class="etat ${etat}">${icon(etat)}${ETAT_LABELS[etat]}</b>`;

function row(
  line: RapportLine,
  reasons: readonly Reason[],
  statuts: RapportLines["statuts"],
  link: (id: string) => string,
): string {
  const { id, numero, formation, apprenant, statut, since, soon, employeur, debut, fin, etat, reserve } = line;
  return [
    `<tr><td>${numero}</td><td>${escapeHtml(formation)}</td>`,
    `<th scope="row"><a href="${escapeHtml(link(id))}">${escapeHtml(apprenant)}</a></th>`,
    `<td><p class="statut">${icon(statut)}${escapeHtml(statuts[statut])}</p>${since === "" ? "" : `<small>depuis le ${since}</small>`}${note("bientot", soon)}</td>`,
    `<td>${escapeHtml(employeur)}</td><td>${debut}</td><td>${fin}</td>`,
    `<td>${badge(etat)}${why(line, reasons)}${note("cache", reserve)}${marks(line)}</td></tr>`,
  ].join("");
}

/** The lines of the report as one text of HTML, every word of it escaped: drawn cell by cell by React, fifty are three thousand nodes, said twice. */
export function rapportRows({ lines, reasons, statuts }: RapportLines, link: (id: string) => string): string {
  const reasonsOf = (line: RapportLine) => line.reasons.flatMap((place) => reasons[place] ?? []);
  return lines.map((line) => row(line, reasonsOf(line), statuts, link)).join("");
}
