import { NativeSelect } from "@/components/forms/native-select";
import { Label } from "@/components/ui/label";
import { champOf } from "@/lib/domain/champs";
import { frenchDay } from "@/lib/domain/day";
import { formatInput } from "@/lib/domain/format-input";
import { plural } from "@/lib/domain/plural";
import type { PreviewReading } from "@/lib/services/imports/preview/preview.types";
import { ChampSelect } from "./champ-select";
import { answersOf, hasUnreadWords, readAs } from "./unread-words";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

type ColumnRowProps = { rank: number; column: PreviewReading["columns"][number]; choices: PreviewReading["choices"] };

/** A day of a workbook has no writing of its own: as a person writes it. */
const asRead = (sample: string) => (DAY.test(sample) ? frenchDay(sample) : sample);

/** Day and month, for dates that read both ways. */
function OrderChoice({ rank, heading, order }: { rank: number; heading: string; order: string }) {
  const id = `ordre-${rank}`;
  return (
    <div className="space-y-1">
      <Label htmlFor={id} className="text-dense">
        Ordre du jour et du mois<span className="sr-only"> dans {heading}</span>
      </Label>
      <NativeSelect id={id} name={id} defaultValue={order}>
        <option value="">À choisir</option>
        <option value="day-first">Jour puis mois (28/03/2008)</option>
        <option value="month-first">Mois puis jour (03/28/2008)</option>
      </NativeSelect>
    </div>
  );
}

/** What the words of a column of closed answers stand for. */
function ValueChoices({ column, choices }: Omit<ColumnRowProps, "rank">) {
  const { field, values } = column;
  const options = answersOf(column);
  if (field === null || values.length === 0 || options === null) return null;
  return (
    <details className="text-dense" open={hasUnreadWords(column)}>
      <summary className="cursor-pointer font-medium text-lien">{plural(values.length, "valeur", "valeurs")}</summary>
      <ul className="mt-1.5 space-y-1.5">
        {values.map(({ value, cells, meaning }, at) => {
          const id = `sens-${field}-${at}`;
          // What the reader takes a status for stays in the software's own words.
          const said = choices.values?.[field]?.[value] ?? (field === "statut" ? null : meaning);
          const read = field === "statut" ? readAs(column, meaning) : null;
          return (
            <li key={value} className="grid grid-cols-2 items-center gap-2">
              <Label htmlFor={id} className="font-normal wrap-anywhere">
                {value} <span className="text-encre-douce">({plural(cells, "cellule")})</span>
              </Label>
              <input type="hidden" name={`mot-${field}-${at}`} value={value} />
              <NativeSelect id={id} name={id} defaultValue={formatInput(said)}>
                <option value="">{read === null ? "Non reconnu" : `Reconnu : ${read.toLowerCase()}`}</option>
                {options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </NativeSelect>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** A column of the file: its title, three of its values, and the field that it carries. */
export function ColumnRow({ rank, column, choices }: ColumnRowProps) {
  const { heading, field, proposed, also = [], samples, ambiguousDates } = column;
  const id = `champ-${rank}`;
  const asksOrder = ambiguousDates || choices.dates?.[heading] !== undefined;
  return (
    <li className="grid gap-x-5 gap-y-2 border-b border-trait px-5 py-3 last:border-b-0 sm:grid-cols-2">
      <div className="min-w-0 wrap-anywhere">
        <Label htmlFor={id}>{heading}</Label>
        <p id={`exemples-${rank}`} className="text-dense text-encre-douce">
          {samples.length === 0
            ? "Colonne vide."
            : `${samples.length > 1 ? "Exemples" : "Exemple"} : ${samples.map(asRead).join(" · ")}`}
        </p>
      </div>
      <div className="space-y-2">
        <input type="hidden" name={`titre-${rank}`} value={heading} />
        <ChampSelect id={id} name={id} field={field ?? proposed} describedBy={`exemples-${rank}`} />
        {field === null && proposed !== null ? (
          <p className="text-dense text-encre-douce">Proposé d'après le titre ou le contenu : vérifiez.</p>
        ) : null}
        {also.length === 0 ? null : (
          <p className="text-dense text-encre-douce">
            Remplit aussi : {also.map((key) => champOf(key).label).join(", ")}.
          </p>
        )}
        {asksOrder ? <OrderChoice rank={rank} heading={heading} order={choices.dates?.[heading] ?? ""} /> : null}
        <ValueChoices column={column} choices={choices} />
      </div>
    </li>
  );
}
