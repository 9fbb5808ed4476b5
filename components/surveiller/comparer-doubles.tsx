import { RegionTable, Table, TableCell, TableHead } from "@/components/ui/table";
import { LIBELLES_ETATS } from "@/lib/dossier/etat";
import type { Double, PaireDeDoubles } from "@/lib/services/surveiller/surveiller.types";
import { LienApprenant } from "./lien-apprenant";

const LIGNES: readonly [titre: string, lire: (d: Double) => string][] = [
  ["Date de naissance", (d) => d.naissance],
  ["INE", (d) => d.ine],
  ["E-mail", (d) => d.email],
  ["Téléphone", (d) => d.telephone],
  ["Formation", (d) => d.formation],
  ["Année scolaire", (d) => d.anneeScolaire],
  ["Employeur", (d) => d.employeur],
  ["État du dossier", (d) => LIBELLES_ETATS[d.etat]],
];

/** Two dossiers side by side, what differs in bold and said. */
export function ComparerDoubles({ uai, paire: [premier, second] }: { uai: string; paire: PaireDeDoubles }) {
  const nom = `${premier.apprenant}, ${premier.identifiant} et ${second.identifiant}`;
  return (
    <RegionTable aria-label={`Doublon possible : ${nom}`} className="rounded-md border border-trait">
      <Table>
        <thead>
          <tr>
            <TableHead scope="col" className="w-40">
              Identifiant
            </TableHead>
            {[premier, second].map((double) => (
              <TableHead key={double.id} scope="col" className="w-1/3 wrap-anywhere">
                <LienApprenant uai={uai} id={double.id} apprenant={double.apprenant} /> · {double.identifiant}
              </TableHead>
            ))}
            <TableHead scope="col">Comparaison</TableHead>
          </tr>
        </thead>
        <tbody>
          {LIGNES.map(([titre, lire]) => {
            const [a, b] = [lire(premier), lire(second)];
            const differe = a !== b;
            return (
              <tr key={titre}>
                <th scope="row" className="border-b border-trait px-3 py-1.5 text-left font-medium">
                  {titre}
                </th>
                {[a, b].map((valeur, rang) => (
                  <TableCell
                    key={rang === 0 ? premier.id : second.id}
                    className={`py-1.5 wrap-anywhere ${differe ? "font-semibold" : ""}`}
                  >
                    {valeur === "" ? <span className="font-normal text-encre-douce">vide</span> : valeur}
                  </TableCell>
                ))}
                <TableCell className="py-1.5 text-encre-douce">{differe ? "différent" : "identique"}</TableCell>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </RegionTable>
  );
}
