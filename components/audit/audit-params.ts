import type { AuditFilters } from "@/lib/services/audit/audit.types";

/** The page of the journal of an établissement. */
export const auditPath = (uai: string): string => `/${uai}/parametrage/journal`;

/** The journal's filters as its URL writes them, without the empty ones. */
export function auditParams({ personId, action, from, to, address, page }: AuditFilters): Record<string, string> {
  const params = {
    personne: personId,
    action: action ?? "",
    du: from ?? "",
    au: to ?? "",
    adresse: address,
    page: page > 1 ? String(page) : "",
  };
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ""));
}
