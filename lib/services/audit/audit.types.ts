import type { Day } from "@/lib/domain/day";
import type { AuditAction } from "@/lib/domain/enumerations";

/** What the journal's address asks for. `personId`: an account, or «horloge» for the clock; days are Paris days, both included. */
export type AuditFilters = {
  personId: string;
  action: AuditAction | null;
  from: Day | null;
  to: Day | null;
  address: string;
  page: number;
};

/** The same, with what was typed for a day and is none; empty otherwise. */
export type TypedAuditFilters = AuditFilters & { unread: Readonly<Record<"from" | "to", string>> };

/** One line: when (ISO instant), who, what as a sentence without its subject, from which IP address. */
export type AuditLine = {
  id: string;
  at: string;
  by: string;
  sentence: string;
  address: string | null;
  /** The dossier that it is about, null when there is none or when it is gone. */
  dossierId: string | null;
};

export type AuditPage = {
  lines: AuditLine[];
  total: number;
  page: number;
  pages: number;
  /** Who can be chosen in the filter. */
  people: { id: string; name: string }[];
  actions: { action: AuditAction; label: string }[];
};

/** The choice that stands for the clock. */
export const CLOCK_CHOICE = "horloge";
