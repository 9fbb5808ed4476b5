import { z } from "zod";
import { isUuid } from "@/lib/domain/is-uuid";
import { type SearchParams, textParam } from "@/lib/domain/search-params";
import { RESEAU_STATES, type ReseauFilters } from "./reseau.types";

const asked = z.object({
  recherche: textParam(60),
  etat: textParam(20).pipe(z.enum(RESEAU_STATES)).nullable().catch(null),
  reseau: textParam(36).transform((text) => (isUuid(text) ? text : "")),
});

/** What the URL asks of the réseau's page; what it should not ask is ignored. */
export function parseReseauFilters(params: SearchParams): ReseauFilters {
  const { recherche, etat, reseau } = asked.parse(params);
  return { search: recherche, state: etat, reseau };
}
