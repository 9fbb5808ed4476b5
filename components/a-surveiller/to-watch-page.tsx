import type { FormAction } from "@/components/forms/form-action.types";
import { PageHeader } from "@/components/shell/page-header";
import type { DepartAction, ToWatch } from "@/lib/services/a-surveiller/a-surveiller.types";
import { Absents } from "./absents";
import { Duplicates } from "./duplicates";
import { HeldPushes } from "./held-pushes";
import { NotBegunDossiers } from "./not-begun-dossiers";
import { StatutChanges } from "./statut-changes";
import { TakenBackExclusions } from "./taken-back-exclusions";

export type ToWatchPageProps = ToWatch & {
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
export function ToWatchPage(props: ToWatchPageProps) {
  const { uai, changes, takenBack, notBegun, today, file, absents, departs, duplicates, jumeaux, canAct } = props;
  return (
    <div className="max-w-6xl space-y-5">
      <PageHeader title="À surveiller" aide="a-surveiller" path={["Établissement"]} />
      <StatutChanges uai={uai} changes={changes} />
      <TakenBackExclusions uai={uai} dossiers={takenBack} today={today} />
      <NotBegunDossiers uai={uai} dossiers={notBegun} />
      <Absents
        uai={uai}
        file={file}
        softwares={props.softwares}
        absents={absents}
        departs={departs}
        canAct={canAct}
        declare={props.declareDepart}
        undo={props.undoDepart}
      />
      <HeldPushes uai={uai} held={props.held} canAct={canAct} answer={props.answerHeld} />
      <Duplicates
        uai={uai}
        duplicates={duplicates}
        jumeaux={jumeaux}
        keptIdentities={props.keptIdentities}
        canAct={canAct}
        declare={props.declareJumeaux}
        undo={props.undoJumeaux}
        keep={props.keepIdentity}
        undoKept={props.undoKeptIdentity}
      />
    </div>
  );
}
