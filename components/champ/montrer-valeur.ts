import { type ChampKey, champOf } from "@/lib/dossier/champs";
import { formatInput } from "@/lib/dossier/ecrire-saisie";
import { existsInCalendar, frenchDay } from "@/lib/dossier/jour";
import type { Json } from "@/lib/dossier/json";
import { CHAMP_CHOICES } from "./choix-champ";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A value of a field as a person reads it: days jj/mm/aaaa, words for codes, «vide» for nothing. */
export function showValue(champ: ChampKey, value: Json | undefined): string {
  const { type } = champOf(champ);
  const text = formatInput(value);
  if (text === "") return "vide";
  if (type === "date" && DAY.test(text) && existsInCalendar(text)) return frenchDay(text);
  return CHAMP_CHOICES[type]?.find((choice) => choice.value === text)?.label ?? text;
}
