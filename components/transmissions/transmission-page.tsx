import { Pagination } from "@/components/data-table/pagination";
import type { FormAction } from "@/components/forms/form-action.types";
import { OutsideLink } from "@/components/shell/outside-link";
import { PageHeader } from "@/components/shell/page-header";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { plural } from "@/lib/domain/plural";
import type { TransmissionDetail, TransmissionSummary } from "@/lib/services/transmissions/transmissions.types";
import { CallTable } from "./call-table";
import { DossierTable } from "./dossier-table";
import { formatDuration, secondsBetween } from "./duration";
import { LiveProgress } from "./live-progress";
import { type RefusedKey, ResumeButton } from "./resume-button";
import { transmissionTitle } from "./transmission-sentences";
import { TransmissionStatus } from "./transmission-status";

export type TransmissionPageProps = {
  uai: string;
  detail: TransmissionDetail;
  now: string;
  /** Null for those who may not transmit, and for a run that is not the last one. */
  resume: FormAction | null;
  refusedKey: RefusedKey;
};

/** One run: its figures, its calls, and what became of its dossiers. */
export function TransmissionPage({ uai, detail, now, resume, refusedKey }: TransmissionPageProps) {
  const { summary, tbaPage, calls, call, dossiers, queue } = detail;
  const path = `/${uai}/transmissions/${summary.id}`;
  const inProgress = summary.status === "running";
  const dossiersTitle = call === null ? "Dossiers refusés ou non envoyés" : `Dossiers de l'appel n° ${call}`;
  return (
    <div className="space-y-4">
      <PageHeader title={transmissionTitle(summary)} aide="transmissions" path={["Établissement", "Transmissions"]} />
      {inProgress ? <LiveProgress uai={uai} progress={{ transmission: summary, queue }} now={now} /> : null}
      <Figures summary={summary} />
      {tbaPage === null ? null : <TbaPageLink href={tbaPage} />}
      {resume === null ? null : (
        <ResumeButton action={resume} summary={summary} queue={queue} refusedKey={refusedKey} />
      )}
      <Card>
        <CardHeader>
          <CardTitle>{plural(calls.length, "appel")} au TBA</CardTitle>
        </CardHeader>
        {calls.length === 0 ? (
          <p className="px-5 py-6 text-encre-douce">Aucun dossier à envoyer : le TBA n'a pas été appelé.</p>
        ) : (
          <CallTable calls={calls} path={path} chosen={call} inProgress={inProgress} />
        )}
      </Card>
      <Card id="dossiers">
        <CardHeader>
          <CardTitle>{dossiersTitle}</CardTitle>
        </CardHeader>
        {dossiers.total === 0 ? (
          <p className="px-5 py-6 text-encre-douce">
            Aucun. Pour voir les dossiers acceptés, choisissez un appel dans la liste ci-dessus.
          </p>
        ) : (
          <DossierTable uai={uai} rows={dossiers.rows} />
        )}
      </Card>
      <Pagination
        page={dossiers.page}
        pages={dossiers.pages}
        path={path}
        params={call === null ? {} : { appel: String(call) }}
      />
    </div>
  );
}

function TbaPageLink({ href }: { href: string }) {
  return (
    <Card className="space-y-1 px-5 py-4">
      <OutsideLink href={href}>Voir ce que le TBA a fait de ces dossiers ce jour-là</OutsideLink>
      <p className="max-w-prose text-encre-douce">
        Après avoir accepté les dossiers, le TBA les vérifie une seconde fois sans nous répondre : ceux qu'il perd alors
        ne sont dits que sur cette page, avec la raison. Connectez-vous au TBA avec le compte de l'établissement ; il ne
        garde qu'une quinzaine d'envois.
      </p>
    </Card>
  );
}

function Figures({ summary }: { summary: TransmissionSummary }) {
  const { status, eligibles, accepted, refused, notSent, invalides, startedAt, endedAt, error } = summary;
  const count = (n: number) => n.toLocaleString("fr-FR");
  const rows: [string, string][] = [
    ["À envoyer", count(eligibles)],
    ["Acceptés", count(accepted)],
    ["Refusés", count(refused)],
    ["Non envoyés", count(notSent)],
    ["Invalides, gardés", count(invalides)],
    ["Durée", endedAt === null ? "en cours" : formatDuration(secondsBetween(startedAt, endedAt))],
  ];
  return (
    <Card className="space-y-3 px-5 py-4">
      <TransmissionStatus status={status} />
      <dl className="flex flex-wrap gap-x-8 gap-y-2 tabular-nums">
        {rows.map(([title, value]) => (
          <div key={title}>
            <dt className="text-dense text-encre-douce">{title}</dt>
            <dd className="font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      {error === null ? null : <p className="font-medium text-danger">{error}</p>}
    </Card>
  );
}
