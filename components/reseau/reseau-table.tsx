import { TableRegion } from "@/components/data-table/table-region";
import { Table, TableHead } from "@/components/ui/table";
import { frenchDay } from "@/lib/domain/day";
import { plural } from "@/lib/domain/plural";
import { KEY_WORDS, type ReseauLine } from "@/lib/services/reseau/reseau.types";
import { Sparkline } from "./sparkline";

const TITLES = [
  "Établissement",
  "Clé du TBA",
  "Dernière transmission",
  "Apprentis",
  "Valides",
  "Invalides",
  "Vus",
  "Cause principale",
  "Alerte",
  "Valides, 30 nuits",
] as const;
const CELL = "border-b border-trait px-3 py-1.5 align-top";
const NUMBER = `${CELL} text-right`;
const ALARM = "font-medium text-danger";

type ReseauTableProps = { lines: readonly ReseauLine[]; alerteLabels: Readonly<Record<string, string>> };

const number = (n: number) => n.toLocaleString("fr-FR");

function lastRun({ lastRun: last, missed, transmissionActive }: ReseauLine): string {
  if (!transmissionActive) return "Nuit désactivée";
  if (last === null) return "Aucune";
  const ended = last.status === "completed" ? "" : ", arrêtée avant la fin";
  return `${frenchDay(last.day)}${ended}${missed === 0 ? "" : ` (${plural(missed, "nuit manquée", "nuits manquées")})`}`;
}

/** Plain cells, no component for each of them: hundreds of lines are drawn at once. */
function row(line: ReseauLine, alerteLabels: ReseauTableProps["alerteLabels"]) {
  const { uai, name, key, missed, apprentis, valides, invalides, seen, cause, alertes, nights } = line;
  return (
    <tr key={uai}>
      <th scope="row" className={`${CELL} min-w-52 text-left font-medium`}>
        <a href={`/${uai}/transmissions`} className="text-lien underline underline-offset-4 hover:no-underline">
          {name}
        </a>{" "}
        <span className="font-normal whitespace-nowrap text-encre-douce">{uai}</span>
      </th>
      <td className={key === "absent" || key === "refused" ? `${CELL} ${ALARM}` : CELL}>{KEY_WORDS[key]}</td>
      <td className={missed > 0 ? `${CELL} ${ALARM}` : CELL}>{lastRun(line)}</td>
      <td className={NUMBER}>{number(apprentis)}</td>
      <td className={NUMBER}>{number(valides)}</td>
      <td className={NUMBER}>{number(invalides)}</td>
      <td className={NUMBER}>{number(seen)}</td>
      <td className={`${CELL} min-w-52 wrap-anywhere`}>
        {cause === "pending" ? "En cours de calcul" : (cause ?? "—")}
      </td>
      <td className={alertes.length > 0 ? `${CELL} min-w-40 ${ALARM}` : CELL}>
        {alertes.length === 0 ? "—" : alertes.map((kind) => alerteLabels[kind]).join(" ; ")}
      </td>
      <td className={CELL}>
        <Sparkline nights={nights} />
      </td>
    </tr>
  );
}

/** One line an établissement, the most urgent first. */
export function ReseauTable({ lines, alerteLabels }: ReseauTableProps) {
  return (
    <TableRegion aria-label="Établissements du réseau">
      <Table>
        <thead>
          <tr>
            {TITLES.map((title) => (
              <TableHead key={title} scope="col">
                {title}
              </TableHead>
            ))}
          </tr>
        </thead>
        <tbody>{lines.map((line) => row(line, alerteLabels))}</tbody>
      </Table>
    </TableRegion>
  );
}
