import { Ban, CircleCheck, CircleHelp, CircleX, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { Badge, type TonBadge } from "@/components/ui/badge";
import { RegionTable, Table, TableCell, TableHead } from "@/components/ui/table";
import type { DossierDeCourse, IssueDossier } from "@/lib/services/transmission/transmission.types";

const ISSUES: Readonly<Record<IssueDossier, { libelle: string; icone: LucideIcon; ton: TonBadge }>> = {
  accepte: { libelle: "Accepté", icone: CircleCheck, ton: "succes" },
  refuse: { libelle: "Refusé par le TBA", icone: Ban, ton: "refus" },
  "non-envoye": { libelle: "Non envoyé", icone: CircleX, ton: "attention" },
  "sans-reponse": { libelle: "Sans réponse", icone: CircleHelp, ton: "neutre" },
};

type TableDossiersProps = { uai: string; lignes: readonly DossierDeCourse[] };

/** What became of each dossier of a run, with the reason; each leads to what was sent and answered. */
export function TableDossiers({ uai, lignes }: TableDossiersProps) {
  return (
    <RegionTable aria-label="Dossiers">
      <Table>
        <thead>
          <tr>
            <TableHead scope="col" className="pl-5">
              Apprenant
            </TableHead>
            <TableHead scope="col">Formation</TableHead>
            <TableHead scope="col">Ce qu'il est devenu</TableHead>
            <TableHead scope="col" className="pr-5">
              Raison
            </TableHead>
          </tr>
        </thead>
        <tbody>
          {lignes.map(({ id, apprenant, formation, issue, messages }) => {
            const { libelle, icone: Icone, ton } = ISSUES[issue];
            return (
              <tr key={id} className="hover:bg-surface-douce/60">
                <TableCell className="min-w-40 pl-5">
                  <Link
                    href={`/${uai}/apprenants/${id}`}
                    className="font-medium text-lien underline underline-offset-4 hover:no-underline"
                  >
                    {apprenant}
                  </Link>
                </TableCell>
                <TableCell className="min-w-40">{formation}</TableCell>
                <TableCell>
                  <Badge ton={ton}>
                    <Icone aria-hidden="true" />
                    {libelle}
                  </Badge>
                </TableCell>
                <TableCell className="min-w-56 pr-5">{messages.join(" ")}</TableCell>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </RegionTable>
  );
}
