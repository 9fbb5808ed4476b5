import { z } from "zod";
import { type Day, existsInCalendar } from "@/lib/domain/day";
import { AUDIT_ACTIONS } from "@/lib/domain/enumerations";
import { isUuid } from "@/lib/domain/is-uuid";
import { positiveParam, type SearchParams, textParam } from "@/lib/domain/search-params";
import { type AuditFilters, CLOCK_CHOICE } from "./audit.types";

const dayParam = textParam(10).transform((text): Day | null => {
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  const iso = year === undefined ? text : `${year}-${month}-${day}`;
  return /^[12]\d{3}-\d{2}-\d{2}$/.test(iso) && existsInCalendar(iso) ? iso : null;
});

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
