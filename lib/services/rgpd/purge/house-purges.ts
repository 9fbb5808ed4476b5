import { type SQL, sql } from "drizzle-orm";
import { REACHES_ALL } from "@/db/schema/tenant";

/**
 * What the house keeps for all and nobody sets: `table` and the condition of its rows that are too old, given the limit of age and the
 * instant of the purge. To purge one more kind, add one line. docs/rgpd.md holds the same durations: a test compares them.
 */
export type HousePurge = {
  kind: string;
  label: string;
  days: number;
  table: string;
  expired: (before: SQL, now: SQL) => SQL;
};

const SIGN_IN_ATTEMPTS = "Essais de connexion manqués (empreinte de l'adresse e-mail)";
const SESSIONS = "Sessions finies";
const RATE_LIMITS = "Compteurs d'appels et marques de tâches du jour";
const EMAILS = "E-mails envoyés, ou abandonnés après leurs essais";

/**
 * pg-boss removes its own ended jobs too, but only where a process stays up: a serverless host has none. It dates them by the database's
 * clock, so the database's clock has its say too.
 */
const ENDED_JOB =
  (queue: string) =>
  (before: SQL): SQL =>
    sql`name = ${queue} and state in ('completed', 'cancelled', 'failed') and completed_on < least(${before}, now() - interval '7 days')`;

export const HOUSE_PURGES: readonly HousePurge[] = [
  {
    kind: "sign-in-attempts",
    label: SIGN_IN_ATTEMPTS,
    days: 1,
    table: "sign_in_attempts",
    expired: (before) => sql`last_failure_at < ${before}`,
  },
  // The weekly summary's mark is a Monday's and must last the week.
  {
    kind: "rate-limits",
    label: RATE_LIMITS,
    days: 15,
    table: "rate_limits",
    expired: (before, now) => sql`window_start < ${before} and coalesce(open_until < ${now}, true)`,
  },
  { kind: "emails", label: EMAILS, days: 7, table: "pgboss.job", expired: ENDED_JOB("email") },
  {
    kind: "webhook-jobs",
    label: "Demandes de notification à un logiciel, faites ou abandonnées (sans nom de personne)",
    days: 7,
    table: "pgboss.job",
    expired: ENDED_JOB("webhook"),
  },
  // Its rows and its file go with it.
  {
    kind: "abandoned-imports",
    label: "Imports jamais appliqués, avec leur fichier et leurs lignes",
    days: 7,
    table: "imports",
    expired: (before) => sql`state in ('received', 'reading', 'columns', 'preview') and at < ${before}`,
  },
  {
    kind: "push-calls",
    label: "Réponses à redonner aux appels nommés d'un logiciel (sans nom de personne)",
    days: 1,
    table: "push_calls",
    expired: (before) => sql`at < ${before}`,
  },
  {
    kind: "held-pushes",
    label: "Dossiers d'un logiciel sous l'identifiant d'un autre, qu'il n'envoie plus et dont nul n'a répondu",
    days: 60,
    table: "held_pushes",
    expired: (before) => sql`at < ${before}`,
  },
  { kind: "sessions", label: SESSIONS, days: 1, table: "sessions", expired: (before) => sql`created_at < ${before}` },
  {
    kind: "invitations",
    label: "Invitations qui n'ont plus cours",
    days: 30,
    table: "invitations",
    expired: (before) => sql`expires_at < ${before}`,
  },
  {
    kind: "password-resets",
    label: "Liens de nouveau mot de passe",
    days: 30,
    table: "password_resets",
    expired: (before) => sql`expires_at < ${before}`,
  },
  // What they did stays in the journal, as done by somebody who left.
  {
    kind: "accounts",
    label: "Comptes qui n'ouvrent plus aucun établissement, depuis leur dernière connexion",
    days: 365,
    table: "users",
    expired: (before) => sql`coalesce(last_sign_in_at, created_at) < ${before} and created_at < ${before}
      and ${REACHES_ALL}
      and not exists (select 1 from memberships m where m.user_id = users.id)
      and not exists (select 1 from supervisions s where s.user_id = users.id)`,
  },
  {
    kind: "nights",
    label: "Nuits sonnées par l'horloge",
    days: 400,
    table: "nights",
    expired: (before) => sql`started_at < ${before}`,
  },
  {
    kind: "purges",
    label: "Jours de purge",
    days: 400,
    table: "purges",
    expired: (before) => sql`started_at < ${before}`,
  },
];
