import { z } from "zod";
import { type Day, existsInCalendar } from "./day";

/** The parameters of an address, as Next hands them over: each once, several times, or not at all. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** What an address holds, in the same shape. */
export function paramsOf({ searchParams }: URL): SearchParams {
  return Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
}

const param = z.union([z.string(), z.array(z.string())]).optional();
const clean = (value: string, maxLength: number) => value.replaceAll("\u0000", "").trim().slice(0, maxLength);

/** One parameter, the first when it stands several times; empty when it is absent. What is too long is cut, NUL dropped. */
export const textParam = (maxLength: number) =>
  param.transform((value) => clean((Array.isArray(value) ? value[0] : value) ?? "", maxLength));

/** A parameter as many times as it stands, at most `maxCount`: each value once, none blank. What is too long is cut, NUL dropped. */
export const textsParam = (maxLength: number, maxCount: number) =>
  param.transform((value = []) => {
    const texts = (Array.isArray(value) ? value : [value]).slice(0, maxCount).map((text) => clean(text, maxLength));
    return [...new Set(texts)].filter((text) => text !== "");
  });

/** A whole number from 1 on; null for anything else. */
export const positiveParam = textParam(10).transform((text) => {
  const number = Number(text);
  return /^\d+$/.test(text) && number >= 1 && number < 1_000_000 ? number : null;
});

/** A day, jj/mm/aaaa as it is typed or AAAA-MM-JJ as a link holds it; null for anything else. */
export const dayParam = textParam(10).transform((text): Day | null => {
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  const iso = year === undefined ? text : `${year}-${month}-${day}`;
  return /^[12]\d{3}-\d{2}-\d{2}$/.test(iso) && existsInCalendar(iso) ? iso : null;
});

/** What was typed for a day and is none, to be said; empty when it is one, or when there is nothing. */
export const unreadDay = (value: SearchParams[string]): string =>
  dayParam.parse(value) === null ? textParam(10).parse(value) : "";

/** What is said of it. */
export const MISREAD_DAY = "Écrivez une date, jj/mm/aaaa.";
