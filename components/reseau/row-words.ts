import { frenchDay } from "@/lib/domain/day";
import { formatSirets } from "@/lib/domain/format-siret";
import { plural } from "@/lib/domain/plural";
import { KEY_WORDS, type ReseauLine } from "@/lib/services/reseau/reseau.types";

/**
 * What a line of the réseau says, cell by cell, and the ranks of the cells that need somebody; the nights as «12,,14», nothing for a gap. Without
 * names: five hundred lines travel so.
 */
export type RowWords = readonly [
  uai: string,
  name: string,
  cells: readonly string[],
  alarms: readonly number[],
  nights: string,
];

const FORMAT = new Intl.NumberFormat("fr-FR");
const number = (n: number) => (n < 1000 ? String(n) : FORMAT.format(n));

function lastRun({ lastRun: last, missed, transmissionActive }: ReseauLine): string {
  if (!transmissionActive) return "Nuit désactivée";
  if (last === null) return "Aucune";
  const ended = last.status === "completed" ? "" : ", arrêtée avant la fin";
  return `${frenchDay(last.day)}${ended}${missed === 0 ? "" : ` (${plural(missed, "nuit manquée", "nuits manquées")})`}`;
}

function wordsOf(line: ReseauLine, alerteLabels: Readonly<Record<string, string>>): RowWords {
  const { uai, name, key, missed, apprentis, valides, invalides, seen, cause, alertes, nights } = line;
  const cells = [
    KEY_WORDS[key],
    lastRun(line),
    ...[apprentis, valides, invalides, seen].map(number),
    cause === "pending" ? "En cours de calcul" : formatSirets(cause ?? "—"),
    alertes.length === 0 ? "—" : alertes.map((kind) => alerteLabels[kind]).join(" ; "),
  ];
  const alarming = [key === "absent" || key === "refused", missed > 0, ...Array(5).fill(false), alertes.length > 0];
  const alarms = alarming.flatMap((alarm, rank) => (alarm ? [rank] : []));
  return [uai, name, cells, alarms, nights.map((night) => night ?? "").join(",")];
}

/** The words of the lines as one text: what travels to the browser beside the page, in which they are drawn already. */
export const packRows = (lines: readonly ReseauLine[], alerteLabels: Readonly<Record<string, string>>): string =>
  JSON.stringify(lines.map((line) => wordsOf(line, alerteLabels)));

/** What `packRows` packed. */
export const unpackRows = (packed: string): RowWords[] => JSON.parse(packed);
