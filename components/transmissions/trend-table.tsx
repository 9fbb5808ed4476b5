import "@/components/data-table/cards.css";
import { TableRegion } from "@/components/data-table/table-region";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import { frenchDay } from "@/lib/domain/day";
import { plural } from "@/lib/domain/plural";
import type { TrendDay } from "@/lib/services/figures/trend.types";

const FIGURES = ["Valides", "Invalides", "Refusés par le TBA", "Vus sur le TBA"] as const;

function happened({ night, imports, corrections }: TrendDay): string {
  return [
    night === null ? "Sans transmission" : night.status === "completed" ? "" : "Transmission arrêtée avant la fin",
    imports === 0 ? "" : plural(imports, "import"),
    corrections === 0 ? "" : plural(corrections, "correction"),
  ]
    .filter(Boolean)
    .join(", ");
}

/** The same as the line, in figures, the last day first. */
export function TrendTable({ days }: { days: readonly TrendDay[] }) {
  return (
    <TableRegion aria-label="Évolution, nuit par nuit" className="max-h-96 overflow-y-auto">
      <Table caption="Évolution, nuit par nuit" className="cartes">
        <thead>
          <tr>
            <TableHead scope="col">Jour</TableHead>
            {FIGURES.map((title) => (
              <TableHead key={title} scope="col" className="text-right">
                {title}
              </TableHead>
            ))}
            <TableHead scope="col">Ce qui s'est passé</TableHead>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((one) => {
            const { day, night } = one;
            const figures = [night?.valides, night?.invalides, night?.refused, night?.seen];
            return (
              <tr key={day}>
                <TableRowHead className="whitespace-nowrap">{frenchDay(day)}</TableRowHead>
                {FIGURES.map((title, rank) => (
                  <TableCell key={title} data-titre={title} className="text-right">
                    {figures[rank]?.toLocaleString("fr-FR") ?? "—"}
                  </TableCell>
                ))}
                <TableCell className="min-w-48 max-md:basis-full">{happened(one)}</TableCell>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </TableRegion>
  );
}
