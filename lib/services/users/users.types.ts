import type { ActionState } from "@/lib/domain/action-state.types";
import type { Role } from "@/lib/domain/roles";

/** A person, as pages and e-mails name them. */
export type Identity = { id: string; email: string; name: string };

/** Someone of an établissement, or invited to it. Instants as ISO texts. */
export type Member = {
  id: string;
  name: string;
  email: string;
  role: Role;
  lastSignInAt: string | null;
  secondFactor: boolean;
  disabled: boolean;
};
export type PendingInvitation = {
  id: string;
  name: string;
  email: string;
  role: Role;
  sentAt: string;
  expiresAt: string;
  expired: boolean;
};
export type Superviseur = { name: string; email: string; reseau: string };

/** What the page «Utilisateurs» shows. */
export type MembersPage = {
  members: Member[];
  invitations: PendingInvitation[];
  superviseurs: Superviseur[];
  secondFactorRequired: boolean;
};

/** After an invitation: the link to copy where no mail server is configured, null when it leaves by e-mail. */
export type Invited = { id: string; email: string; link: string | null };

/**
 * What the page of an invitation shows. `step`: «choose» a password, for who has no account; «accept», for who is signed in to theirs;
 * «sign-in» first, for who has one and is not.
 */
export type OpenInvitation = {
  email: string;
  name: string;
  etablissement: string | null;
  step: "choose" | "accept" | "sign-in";
};

/** What the forms of invitations answer; `typed`: what was refused, to show again. */
export type InviteState = ActionState & {
  /** The invitation that this tells of, null when none was made: once it no longer waits, its link is dead. */
  invitation: string | null;
  link: string | null;
  typed: { email: string; name: string; role: string } | null;
};

/** What «Mon compte» shows. Instants as ISO texts. */
export type Account = {
  email: string;
  name: string;
  hasPassword: boolean;
  passwordChangedAt: string | null;
  secondFactor: { since: string | null; codesLeft: number };
  sessions: {
    id: string;
    browser: string;
    address: string | null;
    createdAt: string;
    lastSeenAt: string;
    current: boolean;
  }[];
};

/** What the form that joins an account to a provider answers: the way there, once the password was right. */
export type JoinState = ActionState & { href: string | null };

/** What the form that turns the second factor on answers: the recovery codes, shown this once. */
export type CodesState = ActionState & { codes: string[] };
