import { frenchDay } from "@/lib/domain/day";
import type { TypedAuditFilters } from "@/lib/services/audit/audit.types";

/** The page of the journal of an établissement. */
export const auditPath = (uai: string): string => `/${uai}/parametrage/journal`;

/** The journal's filters as its URL and its fields write them, without the empty ones: days jj/mm/aaaa, or as they were typed. */
export function auditParams({
  personId,
  action,
  from,
  to,
  unread,
  address,
  page,
}: TypedAuditFilters): Record<string, string> {
  const params = {
    personne: personId,
    action: action ?? "",
    du: from === null ? unread.from : frenchDay(from),
    au: to === null ? unread.to : frenchDay(to),
    adresse: address,
    page: page > 1 ? String(page) : "",
  };
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ""));
}
