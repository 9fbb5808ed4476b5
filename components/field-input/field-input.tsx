import { FieldError } from "@/components/forms/field-error";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import { choicesOf } from "./champ-choices";
import { DateInput } from "./date-input";
import { ListInput } from "./list-input";
import { SiretInput } from "./siret-input";
import { TextInput } from "./text-input";

/** What no answer is taken for. */
const NONE: Partial<Record<ChampKey, string>> = { statut: "Non renseigné : pris pour un apprenti" };

export type FieldInputProps = {
  champ: ChampKey;
  /** The name under which the form sends it. */
  name: string;
  /** What the input holds at first, as `formatInput` writes it. */
  value: string;
  error?: string;
  /** For the label's `htmlFor`; «champ-{nom}» when not said. */
  id?: string;
  /** Identifiers of what describes the input: a help, an anomaly. */
  describedBy?: string;
};

/**
 * The input of a field, that knows its field: a calendar, a list, a SIRET that counts its digits and checks its key. Without its label; with its
 * error. `parseInput` (lib/domain/parse-input.ts) reads what comes back.
 */
export function FieldInput({ champ, name, value, error, id = `champ-${name}`, describedBy }: FieldInputProps) {
  const { type, label } = champOf(champ);
  const errorId = `${id}-erreur`;
  const describes = [describedBy, error === undefined ? undefined : errorId].filter((d) => d !== undefined).join(" ");
  const common = {
    id,
    name,
    value,
    invalide: error !== undefined,
    describedBy: describes === "" ? undefined : describes,
  };
  const choice = choicesOf(champ);
  return (
    <div className="space-y-1">
      {choice !== null ? (
        <ListInput key={value} {...common} choice={choice} none={NONE[champ]} />
      ) : type === "date" ? (
        <DateInput key={value} {...common} label={label} />
      ) : type === "siret" || type === "siretTolere" ? (
        <SiretInput key={value} {...common} />
      ) : (
        <TextInput key={value} {...common} type={type} />
      )}
      <FieldError id={errorId} message={error} />
    </div>
  );
}
