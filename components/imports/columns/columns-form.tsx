"use client";

import { ArrowRight } from "lucide-react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm } from "@/components/forms/action-form";
import { ActionMessage } from "@/components/forms/action-message";
import type { FormAction } from "@/components/forms/form-action.types";
import { TextField } from "@/components/forms/text-field";
import { useFormAction } from "@/components/forms/use-form-action";
import { Message } from "@/components/shell/message";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { IDLE } from "@/lib/domain/action-state.types";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import { joinWords } from "@/lib/domain/join-words";
import { plural } from "@/lib/domain/plural";
import { isCopiedChamp, isSharedChamp } from "@/lib/domain/shared-champs";
import type { ImportDetail, PreviewReading } from "@/lib/services/imports/preview/preview.types";
import { ColumnRow } from "./column-row";
import { GivenFields } from "./given-fields";
import { hasUnreadWords } from "./unread-words";

type ColumnsFormProps = {
  reading: PreviewReading;
  proposed: ImportDetail["proposed"];
  fileName: string;
  choose: FormAction;
};

type MissingNoteProps = { missing: readonly ChampKey[]; choices: PreviewReading["choices"] };

function Sheets({ sheets }: { sheets: PreviewReading["sheets"] }) {
  const tables = sheets.filter(({ headingRow }) => headingRow !== null);
  if (tables.length < 2) return null;
  return (
    <fieldset className="space-y-1.5">
      <legend className="font-semibold">Feuilles à prendre</legend>
      <input type="hidden" name="feuilles" value="oui" />
      {tables.map(({ name, rows, taken }) => (
        <label key={name} className="flex items-center gap-2">
          <input type="checkbox" name="feuille" value={name} defaultChecked={taken} className="size-4 accent-bleu" />
          {name} <span className="text-encre-douce">({plural(rows, "ligne")})</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The mandatory fields that neither a column nor somebody tells yet. */
function MissingNote({ missing, choices: { given = {}, copied = {} } }: MissingNoteProps) {
  const isSaid = (key: ChampKey) =>
    (isSharedChamp(key) && (given[key] ?? null) !== null) || (isCopiedChamp(key) && copied[key] === true);
  const lacking = missing.filter((key) => !isSaid(key));
  if (lacking.length === 0) return null;
  const canBeSaid = lacking.some((key) => isSharedChamp(key) || isCopiedChamp(key));
  const isOne = lacking.length < 2;
  return (
    <Message
      tone="attention"
      title={`${plural(lacking.length, "information obligatoire n'a", "informations obligatoires n'ont")} pas de colonne remplie`}
    >
      {joinWords(lacking.map((champ) => champOf(champ).label))}. Choisissez {isOne ? "sa" : "leur"} colonne ci-dessous
      {canBeSaid ? ", ou dites plus bas ce qui vaut pour toutes les lignes" : ""} ; sinon, les dossiers resteront
      « Invalide pour TBA » tant {isOne ? "qu'elle manque" : "qu'elles manquent"}.
    </Message>
  );
}

/** Step «Colonnes»: what is in the file, and the field that each column carries. Those that were recognised are folded. */
export function ColumnsForm({ reading, proposed, fileName, choose }: ColumnsFormProps) {
  const [state, send, inProgress] = useFormAction(choose, IDLE);
  const { unknown, ambiguous, missing } = reading.questions;
  const unread = reading.columns.filter((column) => column.field === "statut" && hasUnreadWords(column));
  const asked = new Set([...unknown, ...ambiguous, ...unread].map(({ heading }) => heading));
  const ranked = reading.columns.map((column, rank) => ({ column, rank }));
  const open = ranked.filter(({ column }) => asked.has(column.heading));
  const known = ranked.filter(({ column }) => !asked.has(column.heading));
  const beside = known.filter(({ column }) => column.field === null).length;
  const rows = (columns: typeof ranked) => (
    <ul>
      {columns.map(({ column, rank }) => (
        <ColumnRow key={column.heading} rank={rank} column={column} choices={reading.choices} />
      ))}
    </ul>
  );
  return (
    <ActionForm action={send} state={state} className="space-y-4">
      <MissingNote missing={missing} choices={reading.choices} />
      <Card>
        <CardHeader>
          <CardTitle>
            {open.length === 0 ? "Toutes les colonnes sont reconnues" : "Que contiennent ces colonnes ?"}
          </CardTitle>
        </CardHeader>
        {open.length === 0 ? null : rows(open)}
        {known.length === 0 ? null : (
          <details className="border-t border-trait" open={open.length === 0 && missing.length > 0}>
            <summary className="cursor-pointer px-5 py-3 font-medium text-lien">
              {plural(known.length - beside, "colonne reconnue", "colonnes reconnues")}
              {beside === 0 ? "" : `, ${plural(beside, "laissée de côté", "laissées de côté")}`}
            </summary>
            {rows(known)}
          </details>
        )}
      </Card>
      <GivenFields missing={missing} choices={reading.choices} proposed={proposed} errors={state.fields} />
      <Card>
        <CardContent className="space-y-4">
          <Sheets sheets={reading.sheets} />
          <div className="grid gap-3 sm:grid-cols-2">
            <label className="flex items-start gap-2">
              <input type="checkbox" name="retenir" defaultChecked className="mt-0.5 size-4 accent-bleu" />
              <span>
                <span className="font-medium">Retenir pour la prochaine fois</span>
                <span className="block text-dense text-encre-douce">
                  Un fichier avec ces mêmes titres passera directement à l'aperçu.
                </span>
              </span>
            </label>
            <TextField
              id="nom"
              label="Nom de cette correspondance"
              autoComplete="off"
              maxLength={80}
              defaultValue={reading.matching ?? fileName.replace(/\.[^.]*$/, "").slice(0, 80)}
            />
          </div>
          <ActionButton inProgress={inProgress} busyLabel="Lecture…" icon={ArrowRight}>
            Continuer vers l'aperçu
          </ActionButton>
          <ActionMessage state={state} />
        </CardContent>
      </Card>
    </ActionForm>
  );
}
