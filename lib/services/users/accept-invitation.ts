import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { etablissements } from "@/db/schema/etablissements";
import { invitations } from "@/db/schema/invitations";
import { memberships, users } from "@/db/schema/users";
import { ServiceError } from "@/lib/errors";
import { linkIdOf, linkTokenHash } from "@/lib/security/link-token";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { hashChosenPassword } from "./choose-password";
import type { Identity, OpenInvitation } from "./users.types";

export const DEAD_INVITATION =
  "Cette invitation a déjà servi ou n'est plus valable : demandez-en une nouvelle à un administrateur.";

const SIGN_IN_FIRST = "Cette adresse a déjà un compte : connectez-vous d'abord avec lui, puis acceptez l'invitation.";

type Held = typeof invitations.$inferSelect;

const open = (now: Date) => and(isNull(invitations.acceptedAt), gt(invitations.expiresAt, now));

async function holdInvitation(db: Db, token: string, now: Date): Promise<Held | null> {
  const id = linkIdOf("invitation", token);
  if (id === null) return null;
  const byToken = and(eq(invitations.id, id), eq(invitations.tokenHash, linkTokenHash("invitation", id)), open(now));
  const [held] = await db.select().from(invitations).where(byToken).for("update");
  return held ?? null;
}

const findUser = async (db: Db, email: string) =>
  (await db.select().from(users).where(eq(users.email, email)).limit(1))[0] ?? null;

type Person = typeof users.$inferSelect;

/**
 * What is left to do. An administrateur can hold the link (no mail server), or have opened an account under somebody else's e-mail: a
 * link of theirs neither gives an account that exists a password, nor lets it in without its owner. The host's does the first.
 */
function stepOf(held: Held, person: Person | null, signedInId: string | null): OpenInvitation["step"] {
  if (person === null || (held.byHost && person.password === null)) return "choose";
  return held.byHost || person.id === signedInId ? "accept" : "sign-in";
}

/** The invitation of a link, null when it no longer is one. `signedInId`: who is signed in in this browser. */
export async function findInvitation(
  { db, now }: ServiceContext,
  token: string,
  signedInId: string | null,
): Promise<OpenInvitation | null> {
  const held = await holdInvitation(db, token, now);
  if (held === null) return null;
  const [place] =
    held.etablissementId === null
      ? []
      : await db
          .select({ name: etablissements.name })
          .from(etablissements)
          .where(eq(etablissements.id, held.etablissementId));
  const person = await findUser(db, held.email);
  const step = stepOf(held, person, signedInId);
  return { email: held.email, name: person?.name ?? held.name, etablissement: place?.name ?? null, step };
}

/** Lets a person in where an invitation says; a role that they already have there is replaced. */
async function join(tx: Db, held: Held, userId: string, now: Date): Promise<void> {
  if (held.etablissementId !== null && held.role !== null) {
    await tx
      .insert(memberships)
      .values({ userId, etablissementId: held.etablissementId, role: held.role })
      .onConflictDoUpdate({
        target: [memberships.userId, memberships.etablissementId],
        set: { role: sql`excluded.role` },
      });
  }
  await tx.update(invitations).set({ acceptedAt: now }).where(eq(invitations.id, held.id));
}

/**
 * Accepts the invitation of a link, once. `chosen`: the name and the password of who had no account. Throws NOT_FOUND, INVALID_INPUT,
 * NOT_SIGNED_IN when the account exists and its owner is not here, FORBIDDEN for a closed account, BUSY.
 */
export async function acceptInvitation(
  ctx: ServiceContext,
  token: string,
  chosen: { name: string; password: string },
  signedInId: string | null,
): Promise<Identity> {
  const invitation = await findInvitation(ctx, token, signedInId);
  if (invitation === null) throw new ServiceError("NOT_FOUND", DEAD_INVITATION);
  const { email, step } = invitation;
  if (step === "sign-in") throw new ServiceError("NOT_SIGNED_IN", SIGN_IN_FIRST);
  const name = chosen.name.trim().slice(0, 100) || invitation.name;
  const password = step === "choose" ? await hashChosenPassword(chosen.password, { email, name }) : null;
  return ctx.db.transaction(async (tx) => {
    const held = await holdInvitation(tx, token, ctx.now);
    if (held === null) throw new ServiceError("NOT_FOUND", DEAD_INVITATION);
    if (password !== null) {
      const first = { email, name, password, passwordChangedAt: ctx.now };
      await tx.insert(users).values(first).onConflictDoNothing();
      const unset = and(eq(users.email, email), isNull(users.password));
      if (held.byHost) await tx.update(users).set({ password, passwordChangedAt: ctx.now }).where(unset);
    }
    const person = await findUser(tx, email);
    if (person === null) throw new ServiceError("NOT_FOUND", DEAD_INVITATION);
    // The account was opened meanwhile, by somebody else.
    if (password !== null && person.password !== password) throw new ServiceError("NOT_SIGNED_IN", SIGN_IN_FIRST);
    if (person.disabledAt !== null) {
      throw new ServiceError("FORBIDDEN", "Ce compte est fermé : adressez-vous à l'hébergeur de Passerelle TBA.");
    }
    await join(tx, held, person.id, ctx.now);
    const actor = { kind: "person", id: person.id } as const;
    await recordAudit({ ...ctx, db: tx, actor }, held.etablissementId, "invitation-accepted");
    return { id: person.id, email: person.email, name: person.name };
  });
}

/**
 * The invitations that wait for an e-mail which a provider vouches for are accepted, and an account is opened for it. Null when none
 * waits, and when an account has this e-mail already: nobody proved that it is theirs; its owner links the two from inside.
 */
export async function acceptByEmail(ctx: ServiceContext, email: string, name: string | null): Promise<Identity | null> {
  return ctx.db.transaction(async (tx) => {
    const waiting = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.email, email), open(ctx.now)))
      .for("update");
    const [first] = waiting;
    if (first === undefined) return null;
    const opened = { email, name: name ?? first.name };
    const [person] = await tx.insert(users).values(opened).onConflictDoNothing().returning({ id: users.id });
    if (person === undefined) return null;
    const actor = { kind: "person", id: person.id } as const;
    for (const held of waiting) {
      await join(tx, held, person.id, ctx.now);
      await recordAudit({ ...ctx, db: tx, actor }, held.etablissementId, "invitation-accepted");
    }
    return { id: person.id, ...opened };
  });
}
