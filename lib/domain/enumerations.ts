/** The closed lists of values that the database keeps: its checks, the types and the forms all come from here. */

export const ROLES = ["lecteur", "gestionnaire", "administrateur"] as const;

/** How far a sign-in came: the second factor is still asked, or the person is in. */
export const SESSION_STAGES = ["code", "full"] as const;
export type SessionStage = (typeof SESSION_STAGES)[number];

/** How a run stands, or ended. */
export const RUN_STATUSES = ["running", "completed", "interrupted", "failed"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Who asked for a run. */
export const RUN_TRIGGERS = ["clock", "manual"] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];

/** What became, in a run, of a dossier that was not accepted. */
export const RESULT_OUTCOMES = ["refused", "not-sent"] as const;

/** What an answer of the TBA to a call was, as the client tells them apart. */
export const CALL_KINDS = [
  "answer",
  "key-refused",
  "too-many-requests",
  "too-big",
  "request-refused",
  "unavailable",
] as const;

export type CallKind = (typeof CALL_KINDS)[number];

export const KEY_TEST_RESULTS = ["accepted", "refused", "unreachable"] as const;
export type KeyTestResult = (typeof KEY_TEST_RESULTS)[number];

/** In the order to show them. */
export const ALERTE_KINDS = [
  "key-refused",
  "transmission-failed",
  "no-night",
  "accepted-drop",
  "silent-software",
  "jeton-ending",
  "silent-key",
  "tba-refusals",
  "not-shown",
] as const;
export type AlerteKind = (typeof ALERTE_KINDS)[number];

/** What one may be mailed for, in the order to offer it: an alert of a kind, or the weekly summary. */
export const SUBSCRIPTION_KINDS = [
  "key-refused",
  "transmission-failed",
  "no-night",
  "accepted-drop",
  "silent-software",
  "jeton-ending",
  "tba-refusals",
  "not-shown",
  "silent-key",
  "week",
] as const satisfies readonly (AlerteKind | "week")[];
export type SubscriptionKind = (typeof SUBSCRIPTION_KINDS)[number];

/** How corrections were made together. */
export const CHANGE_SET_KINDS = ["dossier", "mass", "depart"] as const;
export type ChangeSetKind = (typeof CHANGE_SET_KINDS)[number];

/** How an import ended a correction: the software now says the same, or something else, which wins. */
export const CORRECTION_OUTCOMES = ["settled", "overridden"] as const;
export type CorrectionOutcome = (typeof CORRECTION_OUTCOMES)[number];

/** How far an import came: received, read, its columns asked about, shown before it counts, written; or how it ended otherwise. */
export const IMPORT_STATES = [
  "received",
  "reading",
  "columns",
  "preview",
  "applying",
  "applied",
  "refused",
  "cancelled",
  "undone",
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/**
 * What a row of a file would do: a new dossier, a change of one, nothing, or it is left out. held: nobody knows yet whose it is, and
 * nothing is written of it until somebody said.
 */
export const IMPORT_ROW_KINDS = ["new", "modified", "unchanged", "set-aside", "held"] as const;
export type ImportRowKind = (typeof IMPORT_ROW_KINDS)[number];

/** What a person said of a row: whose it is, or that it is left out. */
export const IMPORT_ROW_ANSWERS = ["same", "other", "leave-out"] as const;
export type ImportRowAnswer = (typeof IMPORT_ROW_ANSWERS)[number];

/** The named lists that the TBA lets one download, by its own names. */
export const TBA_LIST_TYPES = ["apprenant", "apprenti", "inscritSansContrat", "rupturant", "abandon"] as const;
export type TbaListType = (typeof TBA_LIST_TYPES)[number];

/** How far a rapprochement is: asked for, under way, done; or given up. */
export const RAPPROCHEMENT_STATES = ["waiting", "running", "done", "failed"] as const;
export type RapprochementState = (typeof RAPPROCHEMENT_STATES)[number];

/** Why a dossier left the software, as staff say it. */
export const DEPART_REASONS = ["rupture", "exclusion", "fin", "erreur"] as const;
export type DepartReason = (typeof DEPART_REASONS)[number];

/** How rows came in: a file that a person dropped, or the call of a software. */
export const IMPORT_ORIGINS = ["file", "push"] as const;

/** What a software may do with its jeton: send dossiers, read what became of them. */
export const JETON_RIGHTS = ["send", "read"] as const;
export type JetonRight = (typeof JETON_RIGHTS)[number];

/** What an établissement may have a software told, by the names that the notifications carry. */
export const WEBHOOK_EVENTS = ["transmission.terminee", "dossier.invalide", "cle.refusee"] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** What a notification says: one of these, or that it is a test. */
export const WEBHOOK_TYPES = [...WEBHOOK_EVENTS, "essai"] as const;
export type WebhookType = (typeof WEBHOOK_TYPES)[number];

/** How a notification stands: still to be delivered, taken, or given up. */
export const WEBHOOK_STATES = ["waiting", "done", "failed"] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** Why a notification was not taken; `status`: the answer's own status says it. `stopped`: its endpoint no longer receives any. */
export const WEBHOOK_FAILURES = [
  "status",
  "redirected",
  "forbidden-address",
  "unknown-name",
  "timeout",
  "tls",
  "network",
  "unreadable-secret",
  "stopped",
] as const;
export type WebhookFailure = (typeof WEBHOOK_FAILURES)[number];

/** Acts that the audit log remembers. */
export const AUDIT_ACTIONS = [
  "sign-in",
  "sign-in-failed",
  "sign-out",
  "signed-out-everywhere",
  "oidc-sign-in",
  "invited",
  "invitation-resent",
  "invitation-withdrawn",
  "invitation-accepted",
  "role-changed",
  "member-removed",
  "password-changed",
  "password-reset-asked",
  "provider-joined",
  "provider-left",
  "second-factor-on",
  "second-factor-off",
  "second-factor-required",
  "second-factor-optional",
  "user-disabled",
  "user-enabled",
  "superviseur-named",
  "superviseur-removed",
  "key-saved",
  "key-tested",
  "night-on",
  "night-off",
  "alertes-set",
  "import",
  "transmission",
  "export",
  "dossier-created",
  "correction",
  "correction-undone",
  "depart",
  "depart-undone",
  "jumeaux",
  "jumeaux-undone",
  "identity-kept",
  "identity-kept-undone",
  "reused-identifier-answered",
  "doubts-confirmed",
  "import-undone",
  "jeton-created",
  "jeton-revoked",
  "push",
  "webhook-created",
  "webhook-secret-rotated",
  "webhook-suspended",
  "webhook-resumed",
  "webhook-removed",
  "webhook-tested",
  "webhook-resent",
  "webhook-disabled",
  "rapprochement",
  "rapprochement-answered",
  "rapprochement-answer-undone",
  "dossier-read",
  "audit-export",
  "rgpd-extract",
  "rgpd-erasure",
  "rgpd-readmission",
  "retention-set",
  "purge",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What an établissement keeps for so many days (lib/domain/retention.ts), in the order to show it. */
export const RETENTION_KINDS = ["dossiers", "calls", "imports", "alertes", "webhooks", "audit-log"] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];
