import { champOf, isChampKey } from "@/lib/domain/champs";
import { sameValue } from "@/lib/domain/corrections";
import { formatInput } from "@/lib/domain/format-input";
import type { Json } from "@/lib/domain/json";
import { parseInput } from "@/lib/domain/parse-input";
import { ServiceError } from "@/lib/errors";
import type { Change } from "@/lib/services/dossiers/corrections/new-corrections";
import type { Suggestion } from "./deblocage.types";
import type { Group } from "./group-by";
import type { OpenedCause } from "./open-cause";

const PREFIX = "valeur-";

/** What a press on the form sends. */
export type CauseForm = {
  inputs: Readonly<Record<string, string>>;
  /** «Appliquer» was pressed; otherwise only show what the values would do. */
  wantsToApply: boolean;
  /** What was last shown, as `summarizeInputs` says it. */
  seen: string;
  /** Fill what is empty with the first suggestion of each group. */
  takeAll: boolean;
};

/** What the inputs say, in one text: the same for the same values, however they are written. */
export function summarizeInputs(champ: string, inputs: Readonly<Record<string, string>>): string {
  const found = Object.entries(inputs).flatMap(([key, text]): [string, Json][] => {
    if (text.trim() === "") return [];
    const found = isChampKey(champ) ? parseInput(champ, text) : { error: "" };
    return [[key, "error" in found ? text : found.value]];
  });
  return JSON.stringify(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The correction's form: an input «valeur-{groupe}» for each group; «prendre» is a button that holds «{groupe}={value}», or «tout»;
 * «intention» says «appliquer» or «apercu»; «vu» is what was last shown.
 */
export function parseForm(data: FormData): CauseForm {
  const inputs: Record<string, string> = {};
  for (const [name, value] of data) {
    if (name.startsWith(PREFIX) && typeof value === "string") inputs[name.slice(PREFIX.length)] = value;
  }
  const [taken, seen] = [data.get("prendre"), data.get("vu")];
  const slot = typeof taken === "string" ? taken.indexOf("=") : -1;
  if (typeof taken === "string" && slot > 0) inputs[taken.slice(0, slot)] = taken.slice(slot + 1);
  return {
    inputs,
    wantsToApply: data.get("intention") === "appliquer" && taken === null,
    seen: typeof seen === "string" ? seen : "",
    takeAll: taken === "tout",
  };
}

/** True when an input is empty, or holds what its dossiers already have: the text «12» is not the number 12 that the software sent. */
function isUnchanged(text: string, { members }: Group, { champ, rank }: OpenedCause): boolean {
  if (text === "") return true;
  const found = parseInput(champ, text);
  return members.every(({ values }) =>
    "error" in found ? formatInput(values[rank]).trim() === text : sameValue(values[rank], found.value),
  );
}

/** The inputs, those that nobody filled or changed filled with what is suggested. */
export function complete(
  opened: OpenedCause,
  inputs: Readonly<Record<string, string>>,
  suggestions: (group: Group) => Suggestion[],
): Record<string, string> {
  const filled: Record<string, string> = { ...inputs };
  for (const group of opened.shown) {
    const [first] = suggestions(group);
    const unchanged = isUnchanged((filled[group.key] ?? "").trim(), group, opened);
    if (unchanged && first !== undefined) filled[group.key] = first.input;
  }
  return filled;
}

/**
 * What the inputs would change. An input that is empty, or holds what is already there, leaves its dossiers as they are. Throws INVALID_INPUT with the errors by input
 * («valeur-{groupe}»).
 */
export function changesOf(opened: OpenedCause, inputs: Readonly<Record<string, string>>): Change[] {
  const { champ, grouping, parts } = opened;
  const changes: Change[] = [];
  const errors: Record<string, string> = {};
  for (const group of parts) {
    const { key, members } = group;
    const text = (inputs[key] ?? "").trim();
    if (grouping !== "vider" && isUnchanged(text, group, opened)) continue;
    const found = grouping === "vider" ? { value: null } : parseInput(champ, text);
    if ("error" in found) errors[PREFIX + key] = found.error;
    else for (const { id } of members) changes.push({ dossierId: id, champ, value: found.value });
  }
  const faults = Object.values(errors);
  if (faults.length > 0) {
    const message =
      faults.length === 1 ? "Une valeur n'est pas bonne." : `${faults.length} valeurs ne sont pas bonnes.`;
    throw new ServiceError("INVALID_INPUT", `${message} Rien n'est enregistré.`, errors);
  }
  if (changes.length === 0) {
    const message = `${champOf(champ).label} : saisissez une nouvelle valeur, ou prenez-en une qui est proposée.`;
    throw new ServiceError("INVALID_INPUT", message);
  }
  return changes;
}
