import { plural } from "@/lib/domain/plural";
import type { SearchParams } from "@/lib/domain/search-params";

/** The lines of a list that are not compared: those that name nobody, and those of people who were erased. */
export type NotKept = { nameless: number; erased: number };

/** What is said of them; nothing when there are none. */
export function describeNotKept({ nameless, erased }: NotKept): string {
  const parts = [
    ...(nameless > 0 ? [`${plural(nameless, "ligne")} sans nom ou sans prénom`] : []),
    ...(erased > 0 ? [`${plural(erased, "ligne")} de personnes dont les données ont été effacées`] : []),
  ];
  if (parts.length === 0) return "";
  const verb = nameless + erased < 2 ? "n'est pas comparée" : "ne sont pas comparées";
  return `${parts.join(" et ")} ${verb}.`;
}

/** The same in the address of the page that follows; nothing when there are none. */
export function notKeptQuery({ nameless, erased }: NotKept): string {
  const said = [...(nameless > 0 ? [`sans-nom=${nameless}`] : []), ...(erased > 0 ? [`effacees=${erased}`] : [])];
  return said.length === 0 ? "" : `?${said.join("&")}`;
}

const countOf = (text: unknown): number => (typeof text === "string" && /^\d{1,6}$/.test(text) ? Number(text) : 0);

/** What the address of a page says of them. */
export function parseNotKept(params: SearchParams): NotKept {
  return { nameless: countOf(params["sans-nom"]), erased: countOf(params.effacees) };
}
