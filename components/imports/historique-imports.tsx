import Link from "next/link";
import { instantParis } from "@/components/dates/instant-paris";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { RegionTable, Table, TableCell, TableHead } from "@/components/ui/table";
import type { BilanImport } from "@/lib/services/imports/imports.types";

type HistoriqueImportsProps = {
  imports: readonly BilanImport[];
  /** The page's path: each line leads to `?bilan={id}`. */
  chemin: string;
  /** The one shown above. */
  choisi: string | null;
};

const CHIFFRES = ["Lignes", "Nouveaux", "Modifiés", "Inchangés", "Écartées"] as const;

/** The past imports, the last one first. */
export function HistoriqueImports({ imports, chemin, choisi }: HistoriqueImportsProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Imports précédents</CardTitle>
      </CardHeader>
      {imports.length === 0 ? (
        <p className="px-5 py-6 text-encre-douce">Aucun import pour l'instant.</p>
      ) : (
        <RegionTable aria-label="Imports précédents">
          <Table>
            <thead>
              <tr>
                <TableHead scope="col" className="pl-5">
                  Fichier
                </TableHead>
                <TableHead scope="col">Date</TableHead>
                <TableHead scope="col">Par</TableHead>
                {CHIFFRES.map((titre) => (
                  <TableHead key={titre} scope="col" className="text-right last:pr-5">
                    {titre}
                  </TableHead>
                ))}
              </tr>
            </thead>
            <tbody>
              {imports.map((bilan) => (
                <tr key={bilan.id} className={bilan.id === choisi ? "bg-bleu-doux" : "hover:bg-surface-douce/60"}>
                  <TableCell className="min-w-48 pl-5 wrap-anywhere">
                    <Link
                      href={`${chemin}?bilan=${encodeURIComponent(bilan.id)}`}
                      aria-current={bilan.id === choisi ? "true" : undefined}
                      className="font-medium text-lien underline-offset-4 hover:underline"
                    >
                      {bilan.fichier}
                    </Link>
                  </TableCell>
                  <TableCell className="whitespace-nowrap">{instantParis(bilan.le)}</TableCell>
                  <TableCell className="min-w-28">{bilan.par}</TableCell>
                  {[bilan.lignes, bilan.crees, bilan.modifies, bilan.inchanges, bilan.ecartees.length].map(
                    (valeur, rang) => (
                      <TableCell key={CHIFFRES[rang]} className="text-right last:pr-5">
                        {valeur.toLocaleString("fr-FR")}
                      </TableCell>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </Table>
        </RegionTable>
      )}
    </Card>
  );
}
