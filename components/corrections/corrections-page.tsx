import { parisInstant } from "@/components/dates/paris-instant";
import { Message } from "@/components/shell/message";
import { PageHeader } from "@/components/shell/page-header";
import { PageLink } from "@/components/shell/page-link";
import { Card } from "@/components/ui/card";
import type { ActionState } from "@/lib/domain/action-state.types";
import { formatSirets } from "@/lib/domain/format-siret";
import { plural } from "@/lib/domain/plural";
import { rapportPath } from "@/lib/domain/rapport-path";
import type { ChangeSetLine } from "@/lib/services/dossiers/corrections/change-set.types";
import { UndoForm } from "./undo-form";

export type CorrectionsPageProps = {
  uai: string;
  /** The newest first. */
  lines: readonly ChangeSetLine[];
  /** Null for those who may not. */
  undo: ((changeSetId: string, previous: ActionState) => Promise<ActionState>) | null;
};

/** «Corrections récentes»: who corrected what, when, in how many dossiers; each can be undone. */
export function CorrectionsPage({ uai, lines, undo }: CorrectionsPageProps) {
  return (
    <div className="max-w-4xl space-y-4">
      <PageHeader title="Corrections récentes" path={["Établissement"]} aide="deblocage">
        <p className="max-w-prose text-encre-douce">
          Corrigez aussi dans votre logiciel : en attendant, Passerelle garde votre valeur. Annuler remet les dossiers
          comme avant, sauf les valeurs qui ont changé depuis.
        </p>
        <PageLink href={rapportPath(uai)} className="font-medium text-lien underline-offset-4 hover:underline">
          Retour au rapport
        </PageLink>
      </PageHeader>
      {lines.length === 0 ? <Message tone="info">Aucune correction n'a encore été faite ici.</Message> : null}
      <ul className="space-y-2">
        {lines.map((line) => (
          <li key={line.changeSetId}>
            <Card className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
              <div className="min-w-0">
                <p className="font-medium wrap-anywhere">
                  {formatSirets(line.title)} : {plural(line.dossiers, "dossier corrigé", "dossiers corrigés")}
                </p>
                <p className="text-dense text-encre-douce tabular-nums">
                  Le {parisInstant(line.at)}
                  {line.by === null ? "" : `, par ${line.by}`}
                </p>
              </div>
              {line.undone === null ? null : (
                <p className="text-dense text-encre-douce tabular-nums">
                  Annulée le {parisInstant(line.undone.at)}
                  {line.undone.by === null ? "" : `, par ${line.undone.by}`}
                </p>
              )}
              {undo === null ? null : (
                <UndoForm
                  undo={undo.bind(null, line.changeSetId)}
                  undone={line.undone !== null}
                  name={`${formatSirets(line.title)}, le ${parisInstant(line.at)}`}
                />
              )}
            </Card>
          </li>
        ))}
      </ul>
    </div>
  );
}
