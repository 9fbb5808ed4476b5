import type { ToWatchView } from "@/lib/services/a-surveiller/a-surveiller.types";

/** The page «À surveiller» of an établissement. */
export const toWatchPath = (uai: string): string => `/${uai}/etablissement/a-surveiller`;

/** A view as its URL writes it. */
export function toWatchParams({ list, page, searched }: ToWatchView): Record<string, string> {
  return {
    ...(list === null ? {} : { liste: list }),
    ...(searched === "" ? {} : { recherche: searched }),
    ...(page > 1 ? { page: String(page) } : {}),
  };
}
