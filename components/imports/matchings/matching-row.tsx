"use client";

import { Copy, Save, Trash2 } from "lucide-react";
import { showValue } from "@/components/field-input/show-value";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { NativeSelect } from "@/components/forms/native-select";
import { useRowAction } from "@/components/forms/rows-that-go";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { champOf } from "@/lib/domain/champs";
import { COPIED_CHAMPS, isCopiedChamp, SHARED_CHAMPS } from "@/lib/domain/shared-champs";
import type { MatchingLine, Neighbour } from "@/lib/services/imports/matchings/matchings.types";

type MatchingRowProps = { matching: MatchingLine; neighbours: readonly Neighbour[]; change: FormAction };

/** One remembered matching, and what can be done with it. */
export function MatchingRow({ matching: { id, name, headings, given, copied }, neighbours, change }: MatchingRowProps) {
  const [state, send, inProgress] = useRowAction(change);
  const values = SHARED_CHAMPS.flatMap((champ) => {
    const value = given[champ] ?? null;
    return value === null ? [] : [`${champOf(champ).label} ${showValue(champ, value)}`];
  });
  const copies = Object.entries(COPIED_CHAMPS).flatMap(([champ, from]) =>
    isCopiedChamp(champ) && copied[champ] === true ? [`${champOf(champ).label} comme ${champOf(from).label}`] : [],
  );
  const said = [...values, ...copies];
  return (
    <li className="border-b border-trait px-5 py-3 last:border-b-0">
      <ActionForm action={send} state={state} className="space-y-2">
        <input type="hidden" name="correspondance" value={id} />
        <div className="flex flex-wrap items-center gap-2">
          <Input
            name="nom"
            autoComplete="off"
            aria-label={`Nom de la correspondance ${name}`}
            defaultValue={name}
            maxLength={80}
            required
            className="max-w-72"
          />
          <Button
            type="submit"
            name="geste"
            value="renommer"
            variant="secondary"
            size="small"
            aria-disabled={inProgress || undefined}
          >
            <Save aria-hidden="true" />
            Renommer<span className="sr-only"> {name}</span>
          </Button>
          <Button
            type="submit"
            name="geste"
            value="oublier"
            variant="secondary"
            size="small"
            aria-disabled={inProgress || undefined}
          >
            <Trash2 aria-hidden="true" />
            Oublier<span className="sr-only"> {name}</span>
          </Button>
          {neighbours.length === 0 ? null : (
            <span className="flex items-center gap-2">
              <NativeSelect name="uai" aria-label={`Établissement à qui donner ${name}`} className="max-w-60">
                {neighbours.map((neighbour) => (
                  <option key={neighbour.uai} value={neighbour.uai}>
                    {neighbour.name}
                  </option>
                ))}
              </NativeSelect>
              <Button
                type="submit"
                name="geste"
                value="donner"
                variant="secondary"
                size="small"
                aria-disabled={inProgress || undefined}
              >
                <Copy aria-hidden="true" />
                Donner<span className="sr-only"> {name}</span>
              </Button>
            </span>
          )}
        </div>
        <p className="text-dense text-encre-douce wrap-anywhere">Titres : {headings.join(", ")}</p>
        {said.length === 0 ? null : (
          <p className="text-dense text-encre-douce wrap-anywhere">Pour toutes les lignes : {said.join(", ")}</p>
        )}
      </ActionForm>
      <ActionMessage state={state} />
    </li>
  );
}
