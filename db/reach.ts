import { isUuid } from "@/lib/domain/is-uuid";

/** Whose rows a database lets see and write: all (the system), none (a request that entered nowhere), or those of some établissements. */
export type Reach = "all" | "none" | readonly string[];

/** The value that the policies of db/schema/tenant.ts read. Throws on what is no identifier: it goes into SQL as it is. */
export function reachValue(reach: Reach): string {
  if (reach === "all") return "*";
  if (reach === "none") return "";
  if (!reach.every(isUuid)) throw new Error("Un identifiant d'établissement est mal formé.");
  return `{${reach.join(",")}}`;
}

/** Says it for the transaction under way; it is forgotten at its end. */
export const setReach = (reach: Reach): string => `set local passerelle.etablissement = '${reachValue(reach)}'`;
