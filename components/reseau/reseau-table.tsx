import "@/components/data-table/cards.css";
import { TableRegion } from "@/components/data-table/table-region";
import { Table, TableHead } from "@/components/ui/table";
import type { ReseauLine } from "@/lib/services/reseau/reseau.types";
import { ReseauBody } from "./reseau-body";
import { packRows } from "./row-words";
import "./reseau-cards.css";

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
/** How cells look, said once for all of them. */
const CELLS = [
  "[&_td]:border-b [&_td]:border-trait [&_td]:px-3 [&_td]:py-1.5 [&_td]:align-top",
  "[&_tbody_th]:min-w-40 [&_tbody_th]:border-b [&_tbody_th]:border-trait [&_tbody_th]:px-3 [&_tbody_th]:py-1.5 [&_tbody_th]:text-left [&_tbody_th]:align-top [&_tbody_th]:font-medium",
  "[&_th_a]:text-lien [&_th_a]:underline [&_th_a]:underline-offset-4 [&_th_a:hover]:no-underline [&_th_span]:font-normal [&_th_span]:whitespace-nowrap [&_th_span]:text-encre-douce",
  "[&_td:nth-child(n+4):nth-child(-n+7)]:text-right [&_td:nth-child(8)]:min-w-36 [&_td:nth-child(8)]:wrap-anywhere [&_td:nth-child(9)]:min-w-32",
  "[&_b]:font-medium [&_b]:text-danger",
  "[&_svg]:h-5 [&_svg]:w-24 [&_svg]:overflow-visible [&_path]:fill-none [&_path]:stroke-bleu [&_path]:stroke-[1.8]",
].join(" ");

type ReseauTableProps = { lines: readonly ReseauLine[]; alerteLabels: Readonly<Record<string, string>> };

/** One line an établissement, the most urgent first. */
export function ReseauTable({ lines, alerteLabels }: ReseauTableProps) {
  return (
    <TableRegion aria-label="Établissements du réseau">
      <Table caption="Établissements du réseau" className={`reseau cartes larges serre ${CELLS}`}>
        <thead>
          <tr>
            {TITLES.map((title) => (
              <TableHead key={title} scope="col">
                {title}
              </TableHead>
            ))}
          </tr>
        </thead>
        <ReseauBody packed={packRows(lines, alerteLabels)} />
      </Table>
    </TableRegion>
  );
}
