import { DataTable } from "@/components/data-table/data-table";
import { listUrl } from "@/components/data-table/list-url";
import { ChangeSetDone } from "@/components/deblocage/change-set-done";
import { DeblocagePlan } from "@/components/deblocage/deblocage-plan";
import type { FormAction } from "@/components/forms/form-action.types";
import { CorrectionsNote } from "@/components/imports/corrections-note";
import { LiveProgress } from "@/components/transmissions/live-progress";
import { TransmissionNews } from "@/components/transmissions/transmission-news";
import { NOT_SHOWN } from "@/lib/domain/etat";
import { plural } from "@/lib/domain/plural";
import type { DeblocagePlan as Plan } from "@/lib/services/deblocage/deblocage.types";
import type { ChangeSetSummary } from "@/lib/services/dossiers/corrections/change-set.types";
import type { RapportPageData } from "@/lib/services/rapport/rapport.types";
import { isMoving } from "@/lib/services/transmissions/transmissions.types";
import { EmptyRapport } from "./empty-rapport";
import { EtatCounters } from "./etat-counters";
import { packLines } from "./pack-lines";
import { RapportBody } from "./rapport-body";
import { rapportBesides, rapportColumns } from "./rapport-columns";
import { RapportHeader } from "./rapport-header";
import { RapportIcons } from "./rapport-icons";
import "./rapport-cells.css";
import "./rapport-table.css";
import { rapportPath } from "@/lib/domain/rapport-path";
import { rapportParams } from "./rapport-params";
import { ReadyViews } from "./ready-views";
import { TransmissionSummaryLine } from "./transmission-summary-line";

export type RapportPageProps = RapportPageData & {
  uai: string;
  transmit: FormAction;
  /** The causes of the dossiers that the filters keep. */
  plan: Plan;
  /** The correction that was just made, which can be undone. */
  changeSet: ChangeSetSummary | null;
  undo: FormAction;
};

/** «Établissement › Tableau de bord apprentissage»: the seed's page. */
export function RapportPage(props: RapportPageProps) {
  const { uai, rapport, filters, today, progress, keySaved, permissions, links } = props;
  const path = rapportPath(uai);
  const params = rapportParams(filters);
  const { transmission } = progress;
  const inProgress = isMoving(progress);
  const { choice } = rapport;
  const filtered = Object.keys(filters.searches).length > 0;
  // Nothing to choose from where all is of one year.
  const besides = choice.annee.length > 1 || filters.searches.annee !== undefined ? rapportBesides(choice) : [];

  return (
    <div className="space-y-4">
      <RapportHeader
        last={rapport.last}
        transmissionInProgress={inProgress}
        keySaved={keySaved}
        ready={props.nextNight === null ? null : { count: rapport.byEtat["a-transmettre"], at: props.nextNight }}
        links={links}
        printLink={rapport.filters > 0 ? listUrl(`${path}/impression`, params, {}) : null}
        newLink={permissions.imports && rapport.total > 0 ? `/${uai}/apprenants/nouveau` : null}
        notShown={{ count: rapport.notShown, link: listUrl(path, {}, { etat: NOT_SHOWN }) }}
        keyLink={permissions.settings ? `/${uai}/parametrage/api/mission-apprentissage` : null}
        transmit={permissions.transmit && rapport.total > 0 ? props.transmit : null}
      />
      <TransmissionNews progress={progress} />
      {inProgress ? (
        <LiveProgress uai={uai} progress={progress} now={props.now} />
      ) : transmission === null ? null : (
        <TransmissionSummaryLine uai={uai} summary={transmission} />
      )}
      {props.importNote === null ? null : <CorrectionsNote uai={uai} note={props.importNote} />}
      {props.changeSet === null || !permissions.imports ? null : (
        <ChangeSetDone key={props.changeSet.changeSetId} changeSet={props.changeSet} undo={props.undo} />
      )}
      {rapport.total === 0 ? (
        <EmptyRapport
          importLink={permissions.imports ? `/${uai}/imports` : null}
          newLink={permissions.imports ? `/${uai}/apprenants/nouveau` : null}
        />
      ) : (
        <>
          <EtatCounters path={path} params={params} total={rapport.total} byEtat={rapport.byEtat} />
          <DeblocagePlan uai={uai} plan={props.plan} searches={filters.searches} canCorrect={permissions.imports} />
          <ReadyViews path={path} searches={filters.searches} today={today} />
          <DataTable
            title="Rapport de transmission"
            path={path}
            params={params}
            columns={rapportColumns(choice)}
            besides={besides}
            sort={{ key: filters.sort, direction: filters.direction }}
            page={filters.page}
            pages={rapport.pages}
            summary={<DossierCount total={rapport.total} shown={filtered ? rapport.filters : null} />}
            count={describeCount(rapport.total, filtered ? rapport.filters : null)}
            empty="Aucun dossier ne répond à cette recherche. Réinitialisez les filtres pour tout revoir."
          >
            {rapport.rows.length === 0 ? null : (
              <RapportBody uai={uai} params={params} packed={packLines(rapport.rows, today)} />
            )}
          </DataTable>
          <RapportIcons />
          <p className="text-dense text-encre-douce">
            L'icône indique à l'aide d'une info-bulle les informations manquantes ou invalides qui empêchent l'apprenti
            et son contrat d'être transmis.
          </p>
        </>
      )}
    </div>
  );
}

const describeCount = (total: number, shown: number | null) =>
  shown === null
    ? `${plural(total, "dossier apprenant", "dossiers apprenants")}.`
    : `${plural(shown, "dossier affiché", "dossiers affichés")} sur ${total.toLocaleString("fr-FR")}.`;

function DossierCount({ total, shown }: { total: number; shown: number | null }) {
  return (
    <>
      <strong className="font-semibold">
        {total.toLocaleString("fr-FR")} {total < 2 ? "Dossier apprenant" : "Dossiers apprenants"}
      </strong>
      {shown === null ? null : (
        <span className="text-encre-douce">
          {" · "}
          {shown.toLocaleString("fr-FR")} {shown < 2 ? "affiché" : "affichés"}
        </span>
      )}
    </>
  );
}
