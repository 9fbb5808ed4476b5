import { PageLink } from "@/components/shell/page-link";
import "@/components/data-table/cards.css";
import { TableRegion } from "@/components/data-table/table-region";
import { parisInstant } from "@/components/dates/paris-instant";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import type { CallSummary } from "@/lib/services/transmissions/transmissions.types";
import { secondsBetween } from "./duration";

const ANSWERS: Readonly<Record<string, string>> = {
  answer: "Réponse complète",
  "key-refused": "Clé refusée",
  "too-many-requests": "Le TBA demande de ralentir",
  "too-big": "Demande trop grosse : coupée en deux",
  "request-refused": "Demande refusée : coupée en deux",
  unavailable: "Pas de réponse utilisable",
};

const duree = ({ requestedAt, answeredAt }: CallSummary) =>
  answeredAt === null
    ? ""
    : `${secondsBetween(requestedAt, answeredAt).toLocaleString("fr-FR", { maximumFractionDigits: 1 })} s`;

type CallTableProps = { calls: readonly CallSummary[]; path: string; chosen: number | null; inProgress: boolean };

/** The HTTP calls of a run, each with its answer; each leads to its dossiers. */
export function CallTable({ calls, path, chosen, inProgress }: CallTableProps) {
  return (
    <TableRegion aria-label="Appels au TBA">
      <Table caption="Appels au TBA" className="cartes larges serre">
        <thead>
          <tr>
            <TableHead scope="col" className="pl-5">
              Appel
            </TableHead>
            <TableHead scope="col">Envoyé le</TableHead>
            <TableHead scope="col" className="text-right">
              Tentative
            </TableHead>
            <TableHead scope="col" className="text-right">
              Dossiers
            </TableHead>
            <TableHead scope="col" className="text-right">
              Taille
            </TableHead>
            <TableHead scope="col" className="text-right">
              Durée
            </TableHead>
            <TableHead scope="col" className="text-right">
              Code HTTP
            </TableHead>
            <TableHead scope="col">Réponse du TBA</TableHead>
            <TableHead scope="col" className="text-right">
              Acceptés
            </TableHead>
            <TableHead scope="col" className="pr-5 text-right">
              Refusés
            </TableHead>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.sequence} className={call.sequence === chosen ? "bg-bleu-doux" : "hover:bg-surface-douce/60"}>
              <TableRowHead className="pl-5 whitespace-nowrap">
                <PageLink
                  href={`${path}?appel=${call.sequence}`}
                  aria-current={call.sequence === chosen ? "true" : undefined}
                  className="font-medium text-lien underline underline-offset-4 hover:no-underline"
                >
                  N° {call.sequence}
                </PageLink>
              </TableRowHead>
              <TableCell className="whitespace-nowrap">{parisInstant(call.requestedAt)}</TableCell>
              <TableCell data-titre="Tentative" className="text-right">
                {call.attempt}
              </TableCell>
              <TableCell data-titre="Dossiers" className="text-right">
                {call.dossiers.toLocaleString("fr-FR")}
              </TableCell>
              <TableCell data-titre="Taille" className="text-right whitespace-nowrap">
                {Math.ceil(call.bytes / 1024).toLocaleString("fr-FR")} Ko
              </TableCell>
              <TableCell data-titre="Durée" className="text-right whitespace-nowrap">
                {duree(call)}
              </TableCell>
              <TableCell data-titre="Code HTTP" className="text-right">
                {call.httpStatus ?? ""}
              </TableCell>
              <TableCell className="min-w-56">
                {call.kind === null
                  ? inProgress
                    ? "En attente"
                    : "Sans réponse : le serveur s'est arrêté avant"
                  : (ANSWERS[call.kind] ?? call.kind)}
                {call.reason === null ? null : <span className="block text-encre-douce">{call.reason}</span>}
              </TableCell>
              <TableCell data-titre="Acceptés" className="text-right">
                {call.accepted.toLocaleString("fr-FR")}
              </TableCell>
              <TableCell data-titre="Refusés" className="pr-5 text-right">
                {call.refused.toLocaleString("fr-FR")}
              </TableCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableRegion>
  );
}
