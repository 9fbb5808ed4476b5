import { frenchDay } from "@/lib/domain/day";
import { formatSirets } from "@/lib/domain/format-siret";
import { plural } from "@/lib/domain/plural";
import { KEY_WORDS, type ReseauLine } from "@/lib/services/reseau/reseau.types";
import { packNights } from "./sparkline";

/** What each kind of alert is called. */
type AlerteLabels = Readonly<Record<string, string>>;

/**
 * What a line of the réseau says, cell by cell, nothing where there is nothing to say; the ranks of the cells that need somebody; the nights as
 * `packNights` tells them.
 */
export type RowWords = { uai: string; name: string; cells: readonly string[]; alarms: string; nights: string };

/** Between the words of a line that travels: a sign that no name bears, and that costs no escape in a page, where a quote costs four. */
const PART = "¤";

const FORMAT = new Intl.NumberFormat("fr-FR");
const number = (n: number) => (n < 1000 ? String(n) : FORMAT.format(n));

function lastRun({ lastRun: last, missed, transmissionActive }: ReseauLine): string {
  if (!transmissionActive) return "Nuit désactivée";
  if (last === null) return "Aucune";
  const ended = last.status === "completed" ? "" : ", arrêtée avant la fin";
  return `${frenchDay(last.day)}${ended}${missed === 0 ? "" : ` (${plural(missed, "nuit manquée", "nuits manquées")})`}`;
}

function packRow(line: ReseauLine, alerteLabels: AlerteLabels): string {
  const { uai, name, key, missed, apprentis, valides, invalides, seen, cause, alertes, nights } = line;
  const cells = [
    KEY_WORDS[key],
    lastRun(line),
    ...[apprentis, valides, invalides, seen].map(number),
    cause === "pending" ? "En cours de calcul" : formatSirets(cause ?? ""),
    alertes.map((kind) => alerteLabels[kind]).join(" ; "),
  ];
  const alarming = [key === "absent" || key === "refused", missed > 0, ...Array(5).fill(false), alertes.length > 0];
  const alarms = alarming.flatMap((alarm, rank) => (alarm ? [rank] : [])).join("");
  return [uai, name, alarms, packNights(nights), ...cells].map((part) => part.replaceAll(PART, " ")).join(PART);
}

const packed = new WeakMap<AlerteLabels, WeakMap<ReseauLine, string>>();

/** The words of the lines, a text each: what travels to the browser beside the page, in which they are drawn already. */
export function packRows(lines: readonly ReseauLine[], alerteLabels: AlerteLabels): string[] {
  const known = packed.get(alerteLabels) ?? new WeakMap<ReseauLine, string>();
  packed.set(alerteLabels, known);
  return lines.map((line) => {
    const text = known.get(line) ?? packRow(line, alerteLabels);
    known.set(line, text);
    return text;
  });
}

/** What `packRows` packed. */
export function unpackRow(text: string): RowWords {
  const [uai = "", name = "", alarms = "", nights = "", ...cells] = text.split(PART);
  return { uai, name, alarms, nights, cells };
}
