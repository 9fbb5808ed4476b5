import "@/components/data-table/cards.css";
import { TableRegion } from "@/components/data-table/table-region";
import { parisInstant } from "@/components/dates/paris-instant";
import { PageLink } from "@/components/shell/page-link";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import { ETAT_LABELS } from "@/lib/domain/etat";
import type { PersonDossierLine } from "@/lib/services/rgpd/rgpd.types";

const TITLES = [
  "Année scolaire",
  "Apprenant",
  "Identifiant",
  "Formation",
  "État",
  "Accepté par le TBA depuis",
] as const;

type PersonDossiersProps = { uai: string; title: string; dossiers: readonly PersonDossierLine[] };

/** Some dossiers, a line each. */
export function PersonDossiers({ uai, title, dossiers }: PersonDossiersProps) {
  return (
    <TableRegion aria-label={title}>
      <Table caption={title} className="cartes">
        <thead>
          <tr>
            {TITLES.map((heading) => (
              <TableHead key={heading} scope="col">
                {heading}
              </TableHead>
            ))}
          </tr>
        </thead>
        <tbody>
          {dossiers.map(({ id, anneeScolaire, apprenant, identifier, formation, apprenti, etat, acceptedAt }) => (
            <tr key={id}>
              <TableRowHead className="whitespace-nowrap">{anneeScolaire}</TableRowHead>
              <TableCell>
                <PageLink
                  href={`/${uai}/apprenants/${id}`}
                  className="font-medium text-lien underline underline-offset-4 hover:no-underline"
                >
                  {apprenant === "" ? "Apprenant sans nom" : apprenant}
                </PageLink>
              </TableCell>
              <TableCell data-titre="Identifiant" className="min-w-24 wrap-anywhere">
                {identifier}
              </TableCell>
              <TableCell>{formation}</TableCell>
              <TableCell>{apprenti ? ETAT_LABELS[etat] : "Pas un apprenti"}</TableCell>
              <TableCell data-titre="Accepté par le TBA depuis" className="whitespace-nowrap">
                {acceptedAt === null ? "jamais" : parisInstant(acceptedAt)}
              </TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableRegion>
  );
}
