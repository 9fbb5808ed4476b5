import { ChampSaisie } from "@/components/champ/champ-saisie";
import { montrerValeur } from "@/components/champ/montrer-valeur";
import { nombreDe } from "@/components/rapport/nombre-de";
import { Label } from "@/components/ui/label";
import { type CleChamp, champDe } from "@/lib/dossier/champs";
import { ecrireSaisie } from "@/lib/dossier/ecrire-saisie";
import type { EtatDeblocage, GroupeCause, Repartition } from "@/lib/services/deblocage/deblocage.types";
import { Suggestions } from "./suggestions";

type SaisiesCauseProps = {
  champ: CleChamp;
  repartition: Repartition;
  groupes: readonly GroupeCause[];
  etat: EtatDeblocage;
  enCours: boolean;
};

/** An input for all, or one for each group; nothing to type when the field is to be emptied. */
export function SaisiesCause({ champ, repartition, groupes, etat, enCours }: SaisiesCauseProps) {
  const { libelle, aide } = champDe(champ);
  if (repartition === "vider")
    return (
      <p>
        Le champ « {libelle} » sera vidé pour {nombreDe(groupes[0]?.dossiers ?? 0, "dossier")}. Il n'est pas obligatoire
        : le TBA prend le dossier sans lui.
      </p>
    );
  const seul = repartition === "tous";
  return (
    <div className="space-y-3">
      {seul ? null : <p className="text-dense text-encre-douce">{aide} Ce qui reste vide n'est pas modifié.</p>}
      <ul className={seul ? "" : "divide-y divide-trait border-trait border-y"}>
        {groupes.map((groupe) => {
          const nom = `valeur-${groupe.cle}`;
          const depart = repartition === "dossier" ? ecrireSaisie(groupe.actuelle) : "";
          return (
            <li
              key={groupe.cle}
              className={seul ? "max-w-xl space-y-2" : "grid gap-x-5 gap-y-1.5 py-2.5 md:grid-cols-2"}
            >
              <div>
                <Label htmlFor={`champ-${nom}`} className="wrap-anywhere">
                  {seul ? libelle : groupe.libelle}
                  {seul ? null : <span className="sr-only"> : {libelle}</span>}
                </Label>
                <p id={`${nom}-aide`} className="text-dense text-encre-douce wrap-anywhere">
                  {repartition === "dossier" ? null : `${nombreDe(groupe.dossiers, "dossier")}. `}
                  {groupe.actuelle === null ? null : `Valeur actuelle : ${montrerValeur(champ, groupe.actuelle)}. `}
                  {seul ? aide : null}
                </p>
              </div>
              <div className="space-y-2">
                <ChampSaisie
                  champ={champ}
                  nom={nom}
                  valeur={etat.saisies[groupe.cle] ?? depart}
                  erreur={etat.champs?.[nom]}
                  decritPar={`${nom}-aide`}
                />
                <Suggestions champ={champ} groupe={groupe} enCours={enCours} />
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
