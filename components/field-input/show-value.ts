import { type ChampKey, champOf } from "@/lib/domain/champs";
import { existsInCalendar, frenchDay } from "@/lib/domain/day";
import { formatInput } from "@/lib/domain/format-input";
import { formatSiret } from "@/lib/domain/format-siret";
import type { Json } from "@/lib/domain/json";
import { choicesOf } from "./champ-choices";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A value of a field as a person reads it: days jj/mm/aaaa, words for codes, «vide» for nothing. */
export function showValue(champ: ChampKey, value: Json | undefined): string {
  const { type } = champOf(champ);
  const text = formatInput(value);
  if (text === "") return "vide";
  if (type === "date" && DAY.test(text) && existsInCalendar(text)) return frenchDay(text);
  if (type === "siret" || type === "siretTolere") return formatSiret(text);
  return choicesOf(champ)?.find((choice) => choice.value === text)?.label ?? text;
}
