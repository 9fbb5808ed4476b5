import { z } from "zod";
import { AUDIT_ACTIONS } from "@/lib/domain/enumerations";
import { isUuid } from "@/lib/domain/is-uuid";
import { dayParam, positiveParam, type SearchParams, textParam } from "@/lib/domain/search-params";
import { type AuditFilters, CLOCK_CHOICE } from "./audit.types";

const asked = z.object({
  personne: textParam(36).transform((text) => (isUuid(text) || text === CLOCK_CHOICE ? text : "")),
  action: textParam(40).pipe(z.enum(AUDIT_ACTIONS)).nullable().catch(null),
  du: dayParam,
  au: dayParam,
  adresse: textParam(45),
  page: positiveParam,
});

/** What the URL asks of the journal; what it should not ask is ignored. */
export function parseAuditFilters(params: SearchParams): AuditFilters {
  const { personne, action, du, au, adresse, page } = asked.parse(params);
  return { personId: personne, action, from: du, to: au, address: adresse, page: page ?? 1 };
}
