import { instantParis } from "@/components/dates/instant-paris";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Message } from "@/components/ui/message";
import { RegionTable, Table, TableCell, TableHead } from "@/components/ui/table";
import type { BilanImport, CorrectionFinie } from "@/lib/services/imports/imports.types";
import { CorrectionsFinies } from "./corrections-finies";

const nombre = (valeur: number) => valeur.toLocaleString("fr-FR");

type ResultatImportProps = { uai: string; bilan: BilanImport; finies: readonly CorrectionFinie[] };

/** What one import did: figures, what became of corrections, the rows left out with the reason, the columns that nobody knows. */
export function ResultatImport({ uai, bilan, finies }: ResultatImportProps) {
  const chiffres: [string, number][] = [
    ["Lignes lues", bilan.lignes],
    ["Nouveaux dossiers", bilan.crees],
    ["Dossiers modifiés", bilan.modifies],
    ["Dossiers inchangés", bilan.inchanges],
    ["Non-apprentis", bilan.nonApprentis],
    ["Lignes écartées", bilan.ecartees.length],
  ];
  return (
    <Card>
      <CardHeader>
        <CardTitle>Résultat de l'import</CardTitle>
        <p className="text-encre-douce tabular-nums wrap-anywhere">
          {bilan.fichier}, importé le {instantParis(bilan.le)} par {bilan.par}
        </p>
      </CardHeader>
      <CardContent className="space-y-4">
        <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 lg:grid-cols-6">
          {chiffres.map(([libelle, valeur]) => (
            <div key={libelle} className="flex flex-col-reverse justify-end">
              <dt className="text-dense text-encre-douce">{libelle}</dt>
              <dd className="text-xl leading-7 font-semibold tabular-nums">{nombre(valeur)}</dd>
            </div>
          ))}
        </dl>
        {bilan.nonApprentis === 0 ? null : (
          <p className="text-encre-douce">
            Les non-apprentis (élèves, stagiaires) sont conservés mais ne sont jamais transmis au TBA.
          </p>
        )}
        <CorrectionsFinies uai={uai} bilan={bilan} finies={finies} />
        {bilan.ecartees.length === 0 ? null : (
          <div className="space-y-2">
            <h3 className="font-semibold">Lignes écartées</h3>
            <RegionTable
              aria-label="Lignes écartées"
              className="max-h-96 overflow-y-auto rounded-md border border-trait"
            >
              <Table>
                <thead className="sticky top-0">
                  <tr>
                    <TableHead scope="col" className="w-20 text-right">
                      Ligne
                    </TableHead>
                    <TableHead scope="col">Raison</TableHead>
                  </tr>
                </thead>
                <tbody>
                  {bilan.ecartees.map(({ ligne, raison }) => (
                    <tr key={`${ligne} ${raison}`}>
                      <TableCell className="text-right">{nombre(ligne)}</TableCell>
                      <TableCell>{raison}</TableCell>
                    </tr>
                  ))}
                </tbody>
              </Table>
            </RegionTable>
          </div>
        )}
        {bilan.colonnesIgnorees.length === 0 ? null : (
          <Message ton="info" titre="Colonnes ignorées">
            {bilan.colonnesIgnorees.join(", ")}. Passerelle TBA ne les connaît pas : leur contenu n'est pas repris.
          </Message>
        )}
      </CardContent>
    </Card>
  );
}
