"use client";

import { Check, CircleMinus, Save } from "lucide-react";
import { TableRegion } from "@/components/data-table/table-region";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { PageLink } from "@/components/shell/page-link";
import { Button } from "@/components/ui/button";
import { Table, TableCell, TableHead, TableRowHead } from "@/components/ui/table";
import { IDLE } from "@/lib/domain/action-state.types";
import type { PreviewRow, PreviewView } from "@/lib/services/imports/preview/preview.types";
import { RowContent } from "./row-content";

type PreviewRowsProps = {
  uai: string;
  title: string;
  view: PreviewView;
  rows: readonly PreviewRow[];
  /** More than one sheet: each row says which. */
  severalSheets: boolean;
  /** Null for who may only look. Receives answers and cells typed again. */
  answer: FormAction | null;
};

const withoutAction: FormAction = async (previous) => previous;

/** Each row is a block, read from top to bottom: its answers stay in sight. */
const ON_A_PHONE =
  "max-sm:block max-sm:[&_tbody]:block max-sm:[&_:is(td,tbody_th)]:block max-sm:[&_:is(td,tbody_th)]:border-0 max-sm:[&_:is(td,tbody_th)]:py-1 max-sm:[&_:is(td,tbody_th)]:text-left max-sm:[&_thead]:hidden max-sm:[&_tr]:block max-sm:[&_tr]:border-b max-sm:[&_tr]:border-trait max-sm:[&_tr]:py-2";

/** A status in the software's own words asks whether this is an apprentice: «c'est juste» would answer something else. */
const rightLabel = ({ questions }: PreviewRow) =>
  questions.every(({ code }) => code === "statut-unknown") ? "Oui, un apprenti" : "Oui, c'est juste";

function RowAnswers({ row, busy }: { row: PreviewRow; busy: boolean }) {
  const answer = (value: string, label: string) => (
    <Button
      type="submit"
      name="une"
      value={`${row.rank}:${value}`}
      variant="secondary"
      size="small"
      aria-disabled={busy || undefined}
    >
      {label}
    </Button>
  );
  const isLeftOut = row.kind === "set-aside" && row.reason?.includes("à votre demande") === true;
  return (
    <div className="flex flex-col items-start gap-1.5">
      {row.kind === "held" ? answer("same", "C'est la même personne") : null}
      {row.kind === "held" ? answer("other", "C'est une autre personne : garder les deux") : null}
      {row.kind !== "held" && row.questions.length > 0 ? answer("right", rightLabel(row)) : null}
      {isLeftOut ? answer("take", "Reprendre cette ligne") : null}
      {row.kind === "set-aside" ? null : answer("leave-out", "Laisser de côté")}
    </div>
  );
}

/** The rows of one part of a preview: what each does; where something is asked, its answers, for one row or for several at once. */
export function PreviewRows({ uai, title, view, rows, severalSheets, answer }: PreviewRowsProps) {
  const [state, send, inProgress] = useFormAction(answer ?? withoutAction, IDLE);
  const canImport = answer !== null;
  const asks = canImport && view === "a-confirmer";
  const mends = canImport && rows.some(({ toMend }) => toMend.length > 0);
  return (
    <ActionForm action={send} state={state} className="space-y-3">
      {/* The first button is the one that Enter presses: what was typed is kept, nothing is confirmed by it. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
      {asks || mends ? (
        <div className="flex flex-wrap gap-2">
          {asks ? (
            <>
              <Button type="submit" name="cochees" value="right" aria-disabled={inProgress || undefined}>
                <Check aria-hidden="true" />
                C'est juste, pour les lignes cochées
              </Button>
              <Button
                type="submit"
                name="cochees"
                value="leave-out"
                variant="secondary"
                aria-disabled={inProgress || undefined}
              >
                <CircleMinus aria-hidden="true" />
                Laisser de côté les lignes cochées
              </Button>
            </>
          ) : null}
          {mends ? (
            <Button type="submit" variant="secondary" aria-disabled={inProgress || undefined}>
              <Save aria-hidden="true" />
              Enregistrer les cellules corrigées
            </Button>
          ) : null}
        </div>
      ) : null}
      <ActionMessage state={state} />
      <TableRegion aria-label={title} className="rounded-md border border-trait bg-surface">
        <Table caption={title} className={ON_A_PHONE}>
          <thead>
            <tr>
              {asks ? (
                <TableHead scope="col">
                  <span className="sr-only">Cocher</span>
                </TableHead>
              ) : null}
              {severalSheets ? <TableHead scope="col">Feuille</TableHead> : null}
              <TableHead scope="col" className="text-right">
                Ligne
              </TableHead>
              <TableHead scope="col">Apprenant</TableHead>
              <TableHead scope="col">{view === "modifies" ? "Ce qui change" : "À savoir"}</TableHead>
              {asks || (canImport && view === "ecartes") ? <TableHead scope="col">Réponse</TableHead> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.rank}>
                {asks ? (
                  <TableCell>
                    <input
                      type="checkbox"
                      name="ligne"
                      value={row.rank}
                      aria-label={`Cocher la ligne ${row.row}`}
                      className="size-4 accent-bleu"
                    />
                  </TableCell>
                ) : null}
                {severalSheets ? <TableCell>{row.sheet}</TableCell> : null}
                <TableCell className="text-right">
                  <span className="sm:hidden">Ligne </span>
                  {row.row.toLocaleString("fr-FR")}
                </TableCell>
                <TableRowHead className="min-w-32">
                  {row.dossierId === null || row.kind === "held" ? (
                    row.apprenant || "Sans nom"
                  ) : (
                    <PageLink
                      href={`/${uai}/apprenants/${row.dossierId}`}
                      className="font-medium text-lien underline-offset-4 hover:underline"
                    >
                      {row.apprenant || "Sans nom"}
                    </PageLink>
                  )}
                </TableRowHead>
                <TableCell className="sm:min-w-64">
                  <RowContent row={row} canImport={canImport} errors={state.fields ?? {}} />
                </TableCell>
                {asks || (canImport && view === "ecartes") ? (
                  <TableCell>
                    <RowAnswers row={row} busy={inProgress} />
                  </TableCell>
                ) : null}
              </tr>
            ))}
          </tbody>
        </Table>
      </TableRegion>
    </ActionForm>
  );
}
