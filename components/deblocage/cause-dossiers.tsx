import { CircleCheck } from "lucide-react";
import "@/components/data-table/cards.css";
import { TableRegion } from "@/components/data-table/table-region";
import { showValue } from "@/components/field-input/show-value";
import { PageLink } from "@/components/shell/page-link";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import { champOf } from "@/lib/domain/champs";
import { formatSiret } from "@/lib/domain/format-siret";
import { plural } from "@/lib/domain/plural";
import type { CauseDetail } from "@/lib/services/deblocage/deblocage.types";

type CauseDossiersProps = { detail: CauseDetail; dossierLink: (id: string) => string };

/** The dossiers of a cause, with the value that is wrong and whether this repair alone is enough. */
export function CauseDossiers({ detail, dossierLink }: CauseDossiersProps) {
  const { cause, champ, rows } = detail;
  const hidden = cause.dossiers - rows.length;
  const bloquante = cause.severity === "bloquante";
  return (
    <Card>
      <CardHeader>
        <CardTitle>{plural(cause.dossiers, "dossier concerné", "dossiers concernés")}</CardTitle>
      </CardHeader>
      <TableRegion aria-label="Dossiers concernés">
        <Table
          caption="Dossiers concernés"
          className="cartes max-md:[&_tbody_th]:order-first max-md:[&_tbody_th]:basis-full"
        >
          <thead>
            <tr>
              <TableHead scope="col" className="w-16 pl-5 text-right">
                N°
              </TableHead>
              <TableHead scope="col">Apprenant</TableHead>
              <TableHead scope="col">Formation</TableHead>
              <TableHead scope="col">Employeur</TableHead>
              <TableHead scope="col">{champOf(champ).label}</TableHead>
              {bloquante ? <TableHead scope="col">Suffit à débloquer</TableHead> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className="hover:bg-surface-douce/60">
                <TableCell data-titre="N°" className="pl-5 text-right">
                  {row.numero}
                </TableCell>
                <TableRowHead className="min-w-36">
                  <PageLink
                    href={dossierLink(row.id)}
                    className="font-medium text-lien underline-offset-4 hover:underline"
                  >
                    {row.apprenant || "Sans nom"}
                  </PageLink>
                </TableRowHead>
                <TableCell className="min-w-40">{row.formation}</TableCell>
                <TableCell className="min-w-32">{formatSiret(row.employeur)}</TableCell>
                <TableCell data-titre={champOf(champ).label} className="min-w-36 wrap-anywhere">
                  {showValue(champ, row.value)}
                </TableCell>
                {bloquante ? (
                  <TableCell data-titre="Suffit à débloquer">
                    {row.unblocks ? (
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
      </TableRegion>
      {hidden > 0 ? (
        <p className="px-5 py-3 text-dense text-encre-douce">
          Et{" "}
          {detail.grouping === "dossier"
            ? plural(hidden, "autre dossier", "autres dossiers")
            : plural(hidden, "autre dossier, corrigé de la même façon", "autres dossiers, corrigés de la même façon")}
          .
        </p>
      ) : null}
    </Card>
  );
}
