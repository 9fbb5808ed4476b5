import { ListChecks } from "lucide-react";
import { type RefObject, useRef } from "react";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { champOf } from "@/lib/domain/champs";
import { formatInput } from "@/lib/domain/format-input";
import type { SharedChamp } from "@/lib/domain/shared-champs";
import type { ImportDetail, PreviewReading } from "@/lib/services/imports/preview/preview.types";
import { GIVEN_INPUT } from "./parse-columns-form";

type GivenFieldsProps = {
  champs: readonly SharedChamp[];
  given: PreviewReading["choices"]["given"];
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

/** The fields that no column tells, which a person may say once for all the rows. */
export function GivenFields({ champs, given, proposed, errors }: GivenFieldsProps) {
  const inputs = useRef<HTMLDivElement>(null);
  if (champs.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>La même valeur pour toutes les lignes</CardTitle>
        <p className="text-encre-douce">
          Ce que le fichier ne dit pas se dit ici une fois. Laissez vide ce qui change d'un apprenant à l'autre.
        </p>
      </CardHeader>
      <CardContent className="space-y-4">
        <div ref={inputs} className="grid gap-3 sm:grid-cols-2">
          {champs.map((champ) => (
            <TextField
              key={champ}
              id={`${GIVEN_INPUT}${champ}`}
              label={champOf(champ).label}
              help={proposed[champ] === undefined ? champOf(champ).help : `Proposé : ${proposed[champ]}`}
              error={errors?.[champ]}
              maxLength={30}
              autoComplete="off"
              defaultValue={formatInput(given?.[champ] ?? null)}
            />
          ))}
        </div>
        <Button type="button" variant="secondary" onClick={() => takeProposals(inputs, proposed)}>
          <ListChecks aria-hidden="true" />
          Reprendre ce qui est proposé
        </Button>
      </CardContent>
    </Card>
  );
}
