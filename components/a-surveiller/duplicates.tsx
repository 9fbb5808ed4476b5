"use client";

import { Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { parisInstant } from "@/components/dates/paris-instant";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { useFormAction } from "@/components/forms/use-form-action";
import { useLastAnswer } from "@/components/forms/use-last-answer";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { IDLE } from "@/lib/domain/action-state.types";
import type { DuplicatePair, JumeauxPair, KeptIdentity, Listed } from "@/lib/services/a-surveiller/a-surveiller.types";
import { CompareDuplicates } from "./compare-duplicates";
import { DuplicateAnswers } from "./duplicate-answers";
import { KeptIdentities } from "./kept-identities";

type DuplicatesProps = {
  uai: string;
  duplicates: Listed<DuplicatePair>;
  jumeaux: Listed<JumeauxPair>;
  canAct: boolean;
  declare: FormAction;
  undo: FormAction;
  keptIdentities: Listed<KeptIdentity>;
  more: { doublons: ReactNode; tranches: ReactNode; jumeaux: ReactNode };
  keep: FormAction;
  undoKept: FormAction;
};

/** The same person under two identifiers, perhaps: the two dossiers side by side, and «Ce sont des jumeaux» once and for all. */
export function Duplicates(props: DuplicatesProps) {
  const { uai, duplicates, jumeaux, canAct, declare, undo, keptIdentities, more, keep, undoKept } = props;
  const [said, send, inProgress] = useFormAction(declare, IDLE);
  const [undone, submitUndo, undoing] = useFormAction(undo, IDLE);
  const [chosen, submitChoice, choosing] = useFormAction(keep, IDLE);
  const last = useLastAnswer([said, undone, chosen]);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Doublons possibles ({duplicates.kept.toLocaleString("fr-FR")})</CardTitle>
        <p className="text-encre-douce">
          Même nom, même prénom, même naissance sous deux identifiants : le TBA les compterait deux fois, et seule son
          assistance peut retirer un doublon. Celui qui est déjà transmis continue de partir, l'autre attend votre
          réponse.
        </p>
      </CardHeader>
      <CardContent className="space-y-4">
        <div className="empty:hidden">
          <ActionMessage state={last} className="mt-0" />
        </div>
        {duplicates.kept === 0 ? <p className="text-encre-douce">Aucun doublon possible.</p> : null}
        {duplicates.items.map(([first, second]) => (
          <div key={`${first.id} ${second.id}`} className="space-y-2">
            <CompareDuplicates uai={uai} pair={[first, second]} />
            {canAct ? (
              <DuplicateAnswers
                pair={[first, second]}
                sameIdentity={{ keep: submitChoice, chosen, choosing }}
                twins={{ declare: send, declared: said, declaring: inProgress }}
              />
            ) : null}
          </div>
        ))}
        {duplicates.items.length === 0 ? null : more.doublons}
        <KeptIdentities kept={keptIdentities.items} count={keptIdentities.kept} canAct={canAct} undo={undoKept} />
        {keptIdentities.items.length === 0 ? null : more.tranches}
        {jumeaux.items.length === 0 ? null : (
          <section aria-label="Jumeaux" className="space-y-2">
            <h3 className="font-semibold">Jumeaux ({jumeaux.kept.toLocaleString("fr-FR")})</h3>
            <ul className="divide-y divide-trait rounded-md border border-trait wrap-anywhere">
              {jumeaux.items.map(({ first, second, names, at, by }) => (
                <li
                  key={`${first} ${second}`}
                  className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2"
                >
                  <p>
                    {names} ({first} et {second}){" "}
                    <span className="text-dense text-encre-douce tabular-nums">
                      dit par {by} le {parisInstant(at)}
                    </span>
                  </p>
                  {canAct ? (
                    <ActionForm action={submitUndo} state={undone} className="print:hidden">
                      <input type="hidden" name="premier" value={first} />
                      <input type="hidden" name="second" value={second} />
                      <ActionButton
                        inProgress={undoing}
                        busyLabel="Annulation…"
                        icon={Undo2}
                        variant="discreet"
                        size="small"
                      >
                        Annuler<span className="sr-only"> : {names}</span>
                      </ActionButton>
                    </ActionForm>
                  ) : null}
                </li>
              ))}
            </ul>
            {more.jumeaux}
          </section>
        )}
      </CardContent>
    </Card>
  );
}
