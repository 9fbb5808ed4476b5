import { ApprenantLink } from "@/components/a-surveiller/apprenant-link";
import { TableRegion } from "@/components/data-table/table-region";
import type { FormAction } from "@/components/forms/form-action.types";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import { frenchDay } from "@/lib/domain/day";
import { CATEGORY_WORDS } from "@/lib/domain/rapprochement/categories";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { CategoryRows, RapprochementRow } from "@/lib/services/rapprochement/rapprochement.types";
import { LineAnswer } from "./line-answer";

function Shown({ shown }: Pick<RapprochementRow, "shown">) {
  if (shown === null) return <>absent</>;
  const birth = shown.birth === null ? "" : `, né(e) le ${frenchDay(shown.birth)}`;
  const statut = shown.statut === null ? "" : ` · ${STATUT_LABELS[shown.statut]}`;
  return (
    <>
      {shown.name}
      <span className="text-encre-douce">
        {birth}
        {statut}
      </span>
    </>
  );
}

/** `confirm`: how a line to confirm is answered; null for those who may not. */
type CategoryCardProps = CategoryRows & {
  uai: string;
  confirm: { rapprochementId: string; answer: FormAction } | null;
};

/** One category: who is in it, why, and what to do. */
export function CategoryCard({ uai, category, total, rows, confirm }: CategoryCardProps) {
  const { title } = CATEGORY_WORDS[category];
  return (
    <Card id={category} className="scroll-mt-4">
      <CardHeader>
        <CardTitle>
          {title} ({total.toLocaleString("fr-FR")})
        </CardTitle>
        {total > rows.length ? (
          <p className="text-encre-douce">Les {rows.length} premiers ; le classeur les contient tous.</p>
        ) : null}
      </CardHeader>
      <TableRegion aria-label={title} className="max-h-112 overflow-y-auto">
        <Table caption={title}>
          <thead>
            <tr>
              <TableHead scope="col" className="pl-5">
                Apprenant
              </TableHead>
              <TableHead scope="col">Dans la liste du TBA</TableHead>
              <TableHead scope="col">Pourquoi</TableHead>
              <TableHead scope="col" className="pr-5">
                À faire
              </TableHead>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ rank, dossierId, apprenant, formation, shown, reason, action }) => (
              <tr key={rank}>
                <TableRowHead className="min-w-40 pl-5">
                  {dossierId === null ? (
                    "aucun dossier"
                  ) : (
                    <ApprenantLink uai={uai} id={dossierId} apprenant={apprenant} />
                  )}
                  <span className="block text-encre-douce">{formation}</span>
                </TableRowHead>
                <TableCell className="min-w-40">
                  <Shown shown={shown} />
                </TableCell>
                <TableCell className="min-w-56">{reason}</TableCell>
                <TableCell className="min-w-44 pr-5">
                  {action}
                  {category === "to-confirm" && confirm !== null && dossierId !== null ? (
                    <LineAnswer {...confirm} rank={rank} apprenant={apprenant} name={shown?.name ?? ""} />
                  ) : null}
                </TableCell>
              </tr>
            ))}
          </tbody>
        </Table>
      </TableRegion>
    </Card>
  );
}
