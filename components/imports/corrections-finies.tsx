import { CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { montrerValeur } from "@/components/champ/montrer-valeur";
import { Badge } from "@/components/ui/badge";
import { RegionTable, Table, TableCell, TableHead } from "@/components/ui/table";
import { champDe } from "@/lib/dossier/champs";
import type { BilanImport, CorrectionFinie } from "@/lib/services/imports/imports.types";
import { phraseCorrections } from "./phrase-corrections";

type CorrectionsFiniesProps = { uai: string; bilan: BilanImport; finies: readonly CorrectionFinie[] };

/** What an import did to the corrections that staff had made: which dossier, which field, our value, the software's. */
export function CorrectionsFinies({ uai, bilan, finies }: CorrectionsFiniesProps) {
  const { correctionsTenues: tenues, correctionsTerminees: terminees, correctionsRemplacees: remplacees } = bilan;
  if (tenues + terminees + remplacees === 0) return null;
  const caches = terminees + remplacees - finies.length;
  return (
    <section id="corrections" aria-labelledby="corrections-titre" className="scroll-mt-4 space-y-2">
      <h3 id="corrections-titre" className="font-semibold">
        Vos corrections
      </h3>
      <p>{phraseCorrections({ tenues, terminees, remplacees })}</p>
      {finies.length === 0 ? null : (
        <RegionTable
          aria-label="Corrections terminées"
          className="max-h-96 overflow-y-auto rounded-md border border-trait"
        >
          <Table>
            <thead className="sticky top-0">
              <tr>
                {["Apprenant", "Champ", "Votre correction", "Valeur du logiciel", "Suite"].map((titre) => (
                  <TableHead key={titre} scope="col">
                    {titre}
                  </TableHead>
                ))}
              </tr>
            </thead>
            <tbody>
              {finies.map((finie) => (
                <tr key={`${finie.dossierId} ${finie.champ}`}>
                  <TableCell>
                    <Link
                      href={`/${uai}/apprenants/${finie.dossierId}`}
                      className="font-medium text-lien underline-offset-4 hover:underline"
                    >
                      {finie.apprenant}
                    </Link>
                  </TableCell>
                  <TableCell>{champDe(finie.champ).libelle}</TableCell>
                  <TableCell className="wrap-anywhere">{montrerValeur(finie.champ, finie.corrigee)}</TableCell>
                  <TableCell className="wrap-anywhere">{montrerValeur(finie.champ, finie.recue)}</TableCell>
                  <TableCell>
                    {finie.sort === "terminee" ? (
                      <Badge ton="succes">
                        <CircleCheck aria-hidden="true" />
                        Reprise par le logiciel
                      </Badge>
                    ) : (
                      <Badge ton="attention">
                        <TriangleAlert aria-hidden="true" />
                        Remplacée par l'ERP
                      </Badge>
                    )}
                  </TableCell>
                </tr>
              ))}
            </tbody>
          </Table>
        </RegionTable>
      )}
      {caches > 0 ? (
        <p className="text-encre-douce">Et {caches.toLocaleString("fr-FR")} de plus, sur la page de chaque dossier.</p>
      ) : null}
    </section>
  );
}
