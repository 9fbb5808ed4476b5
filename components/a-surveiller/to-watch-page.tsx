import { Download } from "lucide-react";
import type { ReactNode } from "react";
import type { FormAction } from "@/components/forms/form-action.types";
import { PageHeader } from "@/components/shell/page-header";
import {
  type DepartAction,
  TO_WATCH_LISTS,
  type ToWatchList,
  type ToWatchShown,
} from "@/lib/services/a-surveiller/a-surveiller.types";
import { Absents } from "./absents";
import { Duplicates } from "./duplicates";
import { HeldPushes } from "./held-pushes";
import { LeftBehindDossiers } from "./left-behind-dossiers";
import { ListMore } from "./list-more";
import { NotBegunDossiers } from "./not-begun-dossiers";
import { StatutChanges } from "./statut-changes";
import { TakenBackExclusions } from "./taken-back-exclusions";
import { toWatchPath } from "./to-watch-params";
import { ToWatchSearch } from "./to-watch-search";

export type ToWatchPageProps = {
  shown: ToWatchShown;
  uai: string;
  declareDepart: DepartAction;
  undoDepart: FormAction;
  declareJumeaux: FormAction;
  undoJumeaux: FormAction;
  keepIdentity: FormAction;
  undoKeptIdentity: FormAction;
  answerHeld: FormAction;
};

/** «Établissement › À surveiller»: what changes by itself, who left without a word, who may be there twice. */
export function ToWatchPage({ shown, uai, ...actions }: ToWatchPageProps) {
  const { view, today, canAct } = shown;
  const more = (list: ToWatchList): ReactNode => <ListMore uai={uai} list={list} listed={shown[list]} view={view} />;
  /** The lists of one card: it shows when the view is of all lists, or of one of them. */
  const shows = (...lists: ToWatchList[]) => view.list === null || lists.includes(view.list);
  const nothing = view.list === null && view.searched === "" && TO_WATCH_LISTS.every((list) => shown[list].kept === 0);
  const found = TO_WATCH_LISTS.filter((list) => shows(list)).reduce((sum, list) => sum + shown[list].kept, 0);
  return (
    <div className="max-w-6xl space-y-5">
      <PageHeader
        title="À surveiller"
        aide="a-surveiller"
        path={["Établissement"]}
        actions={
          nothing ? null : (
            <a
              href={`${toWatchPath(uai)}/classeur`}
              className="inline-flex items-center gap-1.5 font-medium text-lien underline-offset-4 hover:underline print:hidden"
            >
              <Download aria-hidden="true" className="size-4 shrink-0" />
              Télécharger la liste
            </a>
          )
        }
      />
      {nothing ? null : <ToWatchSearch uai={uai} view={view} found={found} />}
      {shows("statuts") ? <StatutChanges uai={uai} changes={shown.statuts} more={more("statuts")} /> : null}
      {shows("exclusions") ? (
        <TakenBackExclusions uai={uai} dossiers={shown.exclusions} today={today} more={more("exclusions")} />
      ) : null}
      {shows("anciens") ? <LeftBehindDossiers uai={uai} dossiers={shown.anciens} more={more("anciens")} /> : null}
      {shows("a-venir") ? <NotBegunDossiers uai={uai} dossiers={shown["a-venir"]} more={more("a-venir")} /> : null}
      {shows("absents", "departs") ? (
        <Absents
          uai={uai}
          view={view}
          file={shown.file}
          softwares={shown.softwares}
          absents={shown.absents}
          departs={shown.departs}
          more={{ absents: more("absents"), departs: more("departs") }}
          canAct={canAct}
          declare={actions.declareDepart}
          undo={actions.undoDepart}
        />
      ) : null}
      {shows("identifiants") ? (
        <HeldPushes
          uai={uai}
          held={shown.identifiants}
          more={more("identifiants")}
          canAct={canAct}
          answer={actions.answerHeld}
        />
      ) : null}
      {shows("doublons", "tranches", "jumeaux") ? (
        <Duplicates
          uai={uai}
          duplicates={shown.doublons}
          jumeaux={shown.jumeaux}
          keptIdentities={shown.tranches}
          more={{ doublons: more("doublons"), tranches: more("tranches"), jumeaux: more("jumeaux") }}
          canAct={canAct}
          declare={actions.declareJumeaux}
          undo={actions.undoJumeaux}
          keep={actions.keepIdentity}
          undoKept={actions.undoKeptIdentity}
        />
      ) : null}
    </div>
  );
}
