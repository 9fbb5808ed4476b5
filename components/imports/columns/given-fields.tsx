import { ListChecks } from "lucide-react";
import { type RefObject, useRef } from "react";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import { formatInput } from "@/lib/domain/format-input";
import {
  COPIED_CHAMPS,
  type CopiedChamp,
  isCopiedChamp,
  SHARED_CHAMPS,
  type SharedChamp,
} from "@/lib/domain/shared-champs";
import type { ImportDetail, PreviewReading } from "@/lib/services/imports/preview/preview.types";
import { GIVEN_INPUT } from "./parse-columns-form";

type GivenFieldsProps = {
  /** The mandatory fields without a column. */
  missing: readonly ChampKey[];
  choices: PreviewReading["choices"];
  proposed: ImportDetail["proposed"];
  errors: Readonly<Record<string, string>> | undefined;
};

/** Writes each proposal where nothing is typed. */
function takeProposals({ current }: RefObject<HTMLDivElement | null>, proposed: ImportDetail["proposed"]): void {
  for (const [champ, text] of Object.entries(proposed)) {
    const input = current?.querySelector<HTMLInputElement>(`[name="${GIVEN_INPUT}${champ}"]`);
    if (input && input.value.trim() === "") input.value = text;
  }
}

/** A day that most software does not keep, and that is often another one. */
function CopiedBox({ champ, checked }: { champ: CopiedChamp; checked: boolean }) {
  return (
    <label className="flex items-start gap-2">
      <input type="hidden" name="comme-demande" value={champ} />
      <input
        type="checkbox"
        name={`comme-${champ}`}
        defaultChecked={checked}
        className="mt-0.5 size-4 shrink-0 accent-bleu"
      />
      <span>
        <span className="font-medium">{champOf(champ).label}</span>
        <span className="block text-dense text-encre-douce">
          La même que {champOf(COPIED_CHAMPS[champ]).label}, sur chaque ligne.
        </span>
      </span>
    </label>
  );
}

/** What no column tells, and a person may say once for all the rows. */
export function GivenFields({ missing, choices, proposed, errors }: GivenFieldsProps) {
  const inputs = useRef<HTMLDivElement>(null);
  // What was said stays to be seen, and taken back, even where a sheet ticked since tells it of its own rows.
  const isAsked = (champ: SharedChamp) => missing.includes(champ) || (choices.given?.[champ] ?? null) !== null;
  const [shared, copied] = [SHARED_CHAMPS.filter(isAsked), missing.filter(isCopiedChamp)];
  if (shared.length + copied.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Pour toutes les lignes</CardTitle>
        <p className="text-encre-douce">
          Ce que le fichier ne dit pas se dit ici une fois. Laissez vide ce qui change d'un apprenant à l'autre.
        </p>
      </CardHeader>
      <CardContent className="space-y-4">
        {shared.length === 0 ? null : (
          <>
            <div ref={inputs} className="grid gap-3 sm:grid-cols-2">
              {shared.map((champ) => (
                <TextField
                  key={champ}
                  id={`${GIVEN_INPUT}${champ}`}
                  label={champOf(champ).label}
                  help={proposed[champ] === undefined ? champOf(champ).help : `Proposé : ${proposed[champ]}`}
                  error={errors?.[champ]}
                  maxLength={30}
                  autoComplete="off"
                  defaultValue={formatInput(choices.given?.[champ] ?? null)}
                />
              ))}
            </div>
            <Button
              type="button"
              variant="secondary"
              className="noscript:hidden"
              onClick={() => takeProposals(inputs, proposed)}
            >
              <ListChecks aria-hidden="true" />
              Reprendre ce qui est proposé
            </Button>
          </>
        )}
        {copied.map((champ) => (
          <CopiedBox key={champ} champ={champ} checked={choices.copied?.[champ] === true} />
        ))}
      </CardContent>
    </Card>
  );
}
