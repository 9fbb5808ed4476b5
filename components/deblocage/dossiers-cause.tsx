import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { montrerValeur } from "@/components/champ/montrer-valeur";
import { nombreDe } from "@/components/rapport/nombre-de";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { RegionTable, Table, TableCell, TableHead } from "@/components/ui/table";
import { champDe } from "@/lib/dossier/champs";
import type { DetailCause } from "@/lib/services/deblocage/deblocage.types";

type DossiersCauseProps = { detail: DetailCause; lienDossier: (id: string) => string };

/** The dossiers of a cause, with the value that is wrong and whether this repair alone is enough. */
export function DossiersCause({ detail, lienDossier }: DossiersCauseProps) {
  const { cause, champ, lignes } = detail;
  const caches = cause.dossiers - lignes.length;
  const bloquante = cause.gravite === "bloquante";
  return (
    <Card>
      <CardHeader>
        <CardTitle>{nombreDe(cause.dossiers, "dossier concerné", "dossiers concernés")}</CardTitle>
      </CardHeader>
      <RegionTable aria-label="Dossiers concernés">
        <Table>
          <thead>
            <tr>
              <TableHead scope="col" className="w-16 pl-5 text-right">
                N°
              </TableHead>
              <TableHead scope="col">Apprenant</TableHead>
              <TableHead scope="col">Formation</TableHead>
              <TableHead scope="col">Employeur</TableHead>
              <TableHead scope="col">{champDe(champ).libelle}</TableHead>
              {bloquante ? <TableHead scope="col">Suffit à débloquer</TableHead> : null}
            </tr>
          </thead>
          <tbody>
            {lignes.map((ligne) => (
              <tr key={ligne.id} className="hover:bg-surface-douce/60">
                <TableCell className="pl-5 text-right">{ligne.numero}</TableCell>
                <TableCell className="min-w-36">
                  <Link
                    href={lienDossier(ligne.id)}
                    prefetch={false}
                    className="font-medium text-lien underline-offset-4 hover:underline"
                  >
                    {ligne.apprenant || "Sans nom"}
                  </Link>
                </TableCell>
                <TableCell className="min-w-40">{ligne.formation}</TableCell>
                <TableCell className="min-w-32">{ligne.employeur}</TableCell>
                <TableCell className="wrap-anywhere">{montrerValeur(champ, ligne.valeur)}</TableCell>
                {bloquante ? (
                  <TableCell>
                    {ligne.debloque ? (
                      <span className="inline-flex items-center gap-1.5 text-succes">
                        <CircleCheck aria-hidden="true" className="size-4" />
                        Oui
                      </span>
                    ) : (
                      "Non, il a un autre défaut"
                    )}
                  </TableCell>
                ) : null}
              </tr>
            ))}
          </tbody>
        </Table>
      </RegionTable>
      {caches > 0 ? (
        <p className="px-5 py-3 text-dense text-encre-douce">
          Et {nombreDe(caches, "autre dossier", "autres dossiers")}, corrigés de la même façon.
        </p>
      ) : null}
    </Card>
  );
}
