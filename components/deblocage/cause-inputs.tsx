import { FieldInput } from "@/components/field-input/field-input";
import { showValue } from "@/components/field-input/show-value";
import { Label } from "@/components/ui/label";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import { formatInput } from "@/lib/domain/format-input";
import { plural } from "@/lib/domain/plural";
import type { CauseGroup, DeblocageState, Grouping } from "@/lib/services/deblocage/deblocage.types";
import { Suggestions } from "./suggestions";

type CauseInputsProps = {
  champ: ChampKey;
  grouping: Grouping;
  groups: readonly CauseGroup[];
  /** All those of the cause: a page may have inputs for the first ones only. */
  dossiers: number;
  etat: DeblocageState;
  inProgress: boolean;
};

/** An input for all, or one for each group; nothing to type when the field is to be emptied. */
export function CauseInputs({ champ, grouping, groups, dossiers, etat, inProgress }: CauseInputsProps) {
  const { label, help } = champOf(champ);
  if (grouping === "vider")
    return (
      <p>
        Le champ « {label} » sera vidé pour {plural(groups[0]?.dossiers ?? 0, "dossier")}. Il n'est pas obligatoire : le
        TBA prend le dossier sans lui.
      </p>
    );
  const only = grouping === "tous";
  const next = grouping === "dossier" ? dossiers - groups.length : 0;
  return (
    <div className="space-y-3">
      {only ? null : <p className="text-dense text-encre-douce">{help} Ce qui reste vide n'est pas modifié.</p>}
      {next > 0 ? (
        <p className="text-dense text-encre-douce">
          Les {groups.length.toLocaleString("fr-FR")} premiers sont ici ;{" "}
          {plural(next, "autre dossier viendra", "autres dossiers viendront")} quand ceux-ci seront corrigés. Pour en
          choisir d'autres, filtrez d'abord le rapport.
        </p>
      ) : null}
      <ul className={only ? "" : "divide-y divide-trait border-trait border-y"}>
        {groups.map((group) => {
          const name = `valeur-${group.key}`;
          const depart = grouping === "dossier" ? formatInput(group.current) : "";
          return (
            <li
              key={group.key}
              className={only ? "max-w-xl space-y-2" : "grid gap-x-5 gap-y-1.5 py-2.5 md:grid-cols-2"}
            >
              <div>
                <Label htmlFor={`champ-${name}`} className="wrap-anywhere">
                  {only ? label : group.label}
                  {only ? null : <span className="sr-only"> : {label}</span>}
                </Label>
                <p id={`${name}-aide`} className="text-dense text-encre-douce wrap-anywhere">
                  {grouping === "dossier" ? null : `${plural(group.dossiers, "dossier")}. `}
                  {group.current === null ? null : `Valeur actuelle : ${showValue(champ, group.current)}. `}
                  {only ? help : null}
                </p>
              </div>
              <div className="space-y-2">
                <FieldInput
                  champ={champ}
                  name={name}
                  value={etat.inputs[group.key] ?? depart}
                  error={etat.fields?.[name]}
                  describedBy={`${name}-aide`}
                />
                <Suggestions champ={champ} group={group} inProgress={inProgress} />
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
