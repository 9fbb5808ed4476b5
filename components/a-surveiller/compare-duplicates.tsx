import { TableRegion } from "@/components/data-table/table-region";
import { Table, TableCell, TableHead } from "@/components/ui/table";
import { ETAT_LABELS } from "@/lib/domain/etat";
import { formatSiret } from "@/lib/domain/format-siret";
import type { Duplicate, DuplicatePair } from "@/lib/services/a-surveiller/a-surveiller.types";
import { ApprenantLink } from "./apprenant-link";

const ROWS: readonly [title: string, read: (d: Duplicate) => string][] = [
  ["Date de naissance", (d) => d.birth],
  ["INE", (d) => d.ine],
  ["E-mail", (d) => d.email],
  ["Téléphone", (d) => d.telephone],
  ["Formation", (d) => d.formation],
  ["Année scolaire", (d) => d.anneeScolaire],
  ["Employeur", (d) => formatSiret(d.employeur)],
  ["État du dossier", (d) => ETAT_LABELS[d.etat]],
];

/** Two dossiers side by side, what differs in bold and said. */
export function CompareDuplicates({ uai, pair: [first, second] }: { uai: string; pair: DuplicatePair }) {
  const name = `${first.apprenant}, ${first.identifier} et ${second.identifier}`;
  return (
    <TableRegion aria-label={`Doublon possible : ${name}`} className="rounded-md border border-trait">
      <Table caption={`Doublon possible : ${name}`}>
        <thead>
          <tr>
            <TableHead scope="col" className="w-40">
              Identifiant
            </TableHead>
            {[first, second].map((duplicate) => (
              <TableHead key={duplicate.id} scope="col" className="w-1/3 wrap-anywhere">
                <ApprenantLink uai={uai} id={duplicate.id} apprenant={duplicate.apprenant} /> · {duplicate.identifier}
              </TableHead>
            ))}
            <TableHead scope="col">Comparaison</TableHead>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(([title, read]) => {
            const [a, b] = [read(first), read(second)];
            const differs = a !== b;
            return (
              <tr key={title}>
                <th scope="row" className="border-b border-trait px-3 py-1.5 text-left font-medium">
                  {title}
                </th>
                {[a, b].map((value, rank) => (
                  <TableCell
                    key={rank === 0 ? first.id : second.id}
                    className={`py-1.5 wrap-anywhere ${differs ? "font-semibold" : ""}`}
                  >
                    {value === "" ? <span className="font-normal text-encre-douce">vide</span> : value}
                  </TableCell>
                ))}
                <TableCell className="py-1.5 text-encre-douce">{differs ? "différent" : "identique"}</TableCell>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </TableRegion>
  );
}
