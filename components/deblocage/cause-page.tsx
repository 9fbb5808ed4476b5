import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { listUrl } from "@/components/data-table/list-url";
import { dossierLink } from "@/components/dossiers/dossier-link";
import { Message } from "@/components/shell/message";
import { PageHeader } from "@/components/shell/page-header";
import { PageLink } from "@/components/shell/page-link";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { ACTOR_LABELS } from "@/lib/domain/anomalie";
import { formatSirets } from "@/lib/domain/format-siret";
import { rapportPath } from "@/lib/domain/rapport-path";
import type { CauseDetail } from "@/lib/services/deblocage/deblocage.types";
import type { RapportSearches } from "@/lib/services/rapport/rapport.types";
import { CauseChoice } from "./cause-choice";
import { CauseDossiers } from "./cause-dossiers";
import { CauseForm, type DeblocageAction } from "./cause-form";
import { causeCount } from "./cause-sentences";
import { causeLink } from "./deblocage-links";
import { ReadyMessage } from "./ready-message";

export type CausePageProps = {
  uai: string;
  /** Null when no dossier has it any more. */
  detail: CauseDetail | null;
  searches: RapportSearches;
  correct: DeblocageAction;
};

/** One cause of the plan: its repair, or the message for those who can repair it, and its dossiers. */
export function CausePage({ uai, detail, searches, correct }: CausePageProps) {
  const back = (
    <PageLink
      href={listUrl(rapportPath(uai), searches, {})}
      className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline"
    >
      <ArrowLeft aria-hidden="true" className="size-4" />
      Retour au rapport
    </PageLink>
  );
  if (detail === null)
    return (
      <div className="max-w-5xl space-y-4">
        <PageHeader title="Plan de déblocage">{back}</PageHeader>
        <Message tone="success">Plus aucun dossier n'a ce défaut : il est réparé.</Message>
      </div>
    );
  const { cause, champ, grouping, groups } = detail;
  const filter = Object.keys(searches).length > 0;
  return (
    <div className="max-w-5xl space-y-4">
      <PageHeader title={formatSirets(cause.title)} aide="deblocage" path={["Établissement", "Plan de déblocage"]}>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-1 tabular-nums">
          {back}
          <p>{causeCount(cause)}</p>
          <p className="text-encre-douce">Qui peut agir : {ACTOR_LABELS[cause.actor]}</p>
          <p className="text-encre-douce">
            {detail.valid.toLocaleString("fr-FR")} {detail.valid < 2 ? "dossier valide" : "dossiers valides"} sur{" "}
            {detail.total.toLocaleString("fr-FR")}
          </p>
        </div>
      </PageHeader>
      {filter ? (
        <Message tone="info">
          Seuls les dossiers que gardent les filtres du rapport sont ici.{" "}
          <PageLink href={causeLink(uai, cause.key, {})} className="font-medium text-lien underline underline-offset-4">
            Voir tous les dossiers de cette cause
          </PageLink>
        </Message>
      ) : null}
      {detail.message === null ? null : (
        <Card>
          <CardHeader>
            <CardTitle>Message à envoyer</CardTitle>
          </CardHeader>
          <CardContent>
            <ReadyMessage message={detail.message} />
          </CardContent>
        </Card>
      )}
      {detail.correctable ? (
        <CorrectionEffect detail={detail}>
          <CauseChoice detail={detail} link={(choice) => causeLink(uai, cause.key, searches, choice)} />
          <CauseForm
            key={`${cause.key} ${champ} ${grouping}`}
            correct={correct}
            champ={champ}
            grouping={grouping}
            groups={groups}
            dossiers={cause.dossiers}
          />
        </CorrectionEffect>
      ) : (
        <Message tone="info">
          L'identifiant ne se corrige que dans le logiciel : changé ici, le TBA prendrait l'apprenant pour un autre.
        </Message>
      )}
      <CauseDossiers detail={detail} dossierLink={(id) => dossierLink(uai, id, searches)} />
    </div>
  );
}

function CorrectionEffect({ detail, children }: { detail: CauseDetail; children: ReactNode }) {
  if (!detail.canCorrect)
    return (
      <Message tone="info" title="Lecture seule">
        Seuls les gestionnaires et les administrateurs de l'établissement peuvent corriger les dossiers.
      </Message>
    );
  return (
    <Card>
      <CardHeader>
        <CardTitle>{detail.message === null ? "Corriger" : "Ou corriger ici en attendant"}</CardTitle>
      </CardHeader>
      <CardContent className="space-y-4">{children}</CardContent>
    </Card>
  );
}
