import { Pagination } from "@/components/data-table/pagination";
import type { FormAction } from "@/components/forms/form-action.types";
import { PageHeader } from "@/components/shell/page-header";
import { PageLink } from "@/components/shell/page-link";
import { Card } from "@/components/ui/card";
import { plural } from "@/lib/domain/plural";
import { rapportPath } from "@/lib/domain/rapport-path";
import type { TrendDay } from "@/lib/services/figures/trend.types";
import type { TransmissionList } from "@/lib/services/transmissions/transmissions.types";
import { LiveProgress } from "./live-progress";
import { type RefusedKey, ResumeButton } from "./resume-button";
import { TransmissionTable } from "./transmission-table";
import { Trend } from "./trend";

export type TransmissionsPageProps = {
  uai: string;
  list: TransmissionList;
  /** The last thirty days; empty beyond the first page of the list. */
  trend: readonly TrendDay[];
  now: string;
  /** Null for those who may not transmit. */
  resume: FormAction | null;
  refusedKey: RefusedKey;
};

const LINK = "font-medium text-lien underline underline-offset-4";

/** «Établissement › Transmissions»: every run, by whom, and what became of it. */
export function TransmissionsPage({ uai, list, trend, now, resume, refusedKey }: TransmissionsPageProps) {
  const { rows, total, page, pages, queue } = list;
  const [last = null] = page === 1 ? rows : [];
  return (
    <div className="space-y-4">
      <PageHeader title="Transmissions" aide="transmissions" path={["Établissement"]}>
        <p className="max-w-3xl text-encre-douce">
          Chaque nuit, tous les dossiers valides sont envoyés au TBA. Chaque transmission compte juste : les dossiers à
          envoyer sont acceptés, refusés, ou non envoyés avec la raison.
        </p>
      </PageHeader>
      <LiveProgress uai={uai} progress={{ transmission: last, queue }} now={now} />
      {resume === null ? null : <ResumeButton action={resume} summary={last} queue={queue} refusedKey={refusedKey} />}
      <Trend days={trend} />
      {total === 0 ? (
        <Card className="px-5 py-8 text-encre-douce">
          Aucune transmission pour l'instant. La première partira cette nuit si{" "}
          <PageLink href={`/${uai}/parametrage/api/mission-apprentissage`} className={LINK}>
            la clé du TBA est enregistrée
          </PageLink>
          , ou dès que quelqu'un demande « Transmettre maintenant » depuis{" "}
          <PageLink href={rapportPath(uai)} className={LINK}>
            le rapport
          </PageLink>
          .
        </Card>
      ) : (
        <Card>
          <TransmissionTable uai={uai} rows={rows} />
        </Card>
      )}
      {total === 0 ? null : (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-encre-douce">{plural(total, "transmission")}</p>
          <Pagination page={page} pages={pages} path={`/${uai}/transmissions`} params={{}} />
        </div>
      )}
    </div>
  );
}
