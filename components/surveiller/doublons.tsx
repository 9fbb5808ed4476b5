"use client";

import { Undo2, Users } from "lucide-react";
import { useActionState } from "react";
import { instantParis } from "@/components/dates/instant-paris";
import type { ActionFormulaire } from "@/components/formulaire/action-formulaire.types";
import { BoutonAction } from "@/components/formulaire/bouton-action";
import { MessageAction } from "@/components/formulaire/message-action";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { REPOS } from "@/lib/services/etat-action.types";
import type { PaireDeDoubles, PaireDeJumeaux } from "@/lib/services/surveiller/surveiller.types";
import { ComparerDoubles } from "./comparer-doubles";

type DoublonsProps = {
  uai: string;
  doubles: readonly PaireDeDoubles[];
  jumeaux: readonly PaireDeJumeaux[];
  peutAgir: boolean;
  declarer: ActionFormulaire;
  annuler: ActionFormulaire;
};

/** The same person under two identifiers, perhaps: the two dossiers side by side, and «Ce sont des jumeaux» once and for all. */
export function Doublons({ uai, doubles, jumeaux, peutAgir, declarer, annuler }: DoublonsProps) {
  const [dit, envoyer, enCours] = useActionState(declarer, REPOS);
  const [annule, envoyerAnnuler, annulation] = useActionState(annuler, REPOS);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Doublons possibles ({doubles.length})</CardTitle>
        <p className="text-encre-douce">
          Même nom, même prénom, même naissance sous deux identifiants : le TBA les compte deux fois, et seule son
          assistance peut retirer un doublon. Gardez un seul identifiant dans le logiciel.
        </p>
      </CardHeader>
      <CardContent className="space-y-4">
        <div>
          <MessageAction etat={dit} className="mt-0" />
          <MessageAction etat={annule} className="mt-0" />
        </div>
        {doubles.length === 0 ? <p className="text-encre-douce">Aucun doublon possible.</p> : null}
        {doubles.map(([premier, second]) => (
          <div key={`${premier.id} ${second.id}`} className="space-y-2">
            <ComparerDoubles uai={uai} paire={[premier, second]} />
            {peutAgir ? (
              <form action={envoyer} className="print:hidden">
                <input type="hidden" name="premier" value={premier.identifiant} />
                <input type="hidden" name="second" value={second.identifiant} />
                <BoutonAction
                  enCours={enCours}
                  libelleEnCours="Enregistrement…"
                  icone={Users}
                  variant="secondaire"
                  size="petit"
                >
                  Ce sont des jumeaux
                  <span className="sr-only">
                    {" "}
                    : {premier.apprenant}, {premier.identifiant} et {second.identifiant}
                  </span>
                </BoutonAction>
              </form>
            ) : null}
          </div>
        ))}
        {jumeaux.length === 0 ? null : (
          <section aria-label="Jumeaux" className="space-y-2">
            <h3 className="font-semibold">Jumeaux ({jumeaux.length})</h3>
            <ul className="divide-y divide-trait rounded-md border border-trait">
              {jumeaux.map(({ premier, second, noms, le, par }) => (
                <li
                  key={`${premier} ${second}`}
                  className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2"
                >
                  <p>
                    {noms} ({premier} et {second}){" "}
                    <span className="text-dense text-encre-douce tabular-nums">
                      dit par {par} le {instantParis(le)}
                    </span>
                  </p>
                  {peutAgir ? (
                    <form action={envoyerAnnuler} className="print:hidden">
                      <input type="hidden" name="premier" value={premier} />
                      <input type="hidden" name="second" value={second} />
                      <BoutonAction
                        enCours={annulation}
                        libelleEnCours="Annulation…"
                        icone={Undo2}
                        variant="discret"
                        size="petit"
                      >
                        Annuler<span className="sr-only"> : {noms}</span>
                      </BoutonAction>
                    </form>
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        )}
      </CardContent>
    </Card>
  );
}
