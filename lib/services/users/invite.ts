import { randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/database";
import { invitations } from "@/db/schema/invitations";
import { memberships, users } from "@/db/schema/users";
import { ROLES } from "@/lib/domain/enumerations";
import { ROLE_LABELS, type Role } from "@/lib/domain/roles";
import { ServiceError } from "@/lib/errors";
import { linkTokenHash } from "@/lib/security/link-token";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import { LINK_PLACE } from "@/lib/services/emails/email-queue";
import { linkAddress } from "@/lib/services/emails/link-address";
import { NO_OUTBOX, type Outbox } from "@/lib/services/emails/outbox";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { checkInput } from "./check-input";
import { countRequest } from "./sign-in-rate-limit";
import type { Invited } from "./users.types";

const HOUR_MS = 3600_000;
const INVITATION_MAX_MS = 72 * HOUR_MS;
const MAX_TO_ONE = 5;
const MAX_AN_HOUR = 250;
/** Pending at once in an établissement: more than any CFA has staff, less than what floods a mail server. */
const MAX_PENDING = 200;

/** The e-mail begins with the name: no address to press there, no line of one's own, and no place for the link, which would leave with it. */
const MORE_THAN_A_NAME = /[\p{Cc}\u2028\u2029/\\{}<>]|www\./iu;

export const invitationInput = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(200, "L'adresse e-mail est trop longue.")
    .pipe(z.email("L'adresse e-mail est mal formée.")),
  name: z
    .string()
    .trim()
    .min(2, "Écrivez le nom de la personne.")
    .max(100, "Le nom est trop long.")
    .refine((name) => !MORE_THAN_A_NAME.test(name), "Écrivez le nom seul, sans adresse ni retour à la ligne."),
  role: z.enum(ROLES, "Choisissez un rôle."),
});

const invitationText = (name: string, etablissement: string, role: Role) =>
  `Bonjour ${name},\n\nVous êtes invité à rejoindre « ${etablissement} » sur Passerelle TBA, comme ${ROLE_LABELS[role].toLowerCase()}.\n\nPour choisir votre mot de passe et entrer : ${LINK_PLACE}\n\nCe lien sert une seule fois, dans les 72 heures. Si vous n'attendiez pas cette invitation, n'en tenez pas compte.`;

/** What leaves by e-mail is counted: whoever presses again and again fills nobody's mailbox, nor has our mail server taken for a sender of spam. */
async function countEmails(tx: Db, { etablissement: { id }, now }: Scope, email: string): Promise<void> {
  const count = (whose: string, max: number, sentence: string) =>
    countRequest({ db: tx, now }, "invitation", whose, { max, windowMs: HOUR_MS, sentence });
  await count(`${id}:${email}`, MAX_TO_ONE, `${MAX_TO_ONE} invitations sont parties à ${email} en une heure`);
  await count(id, MAX_AN_HOUR, `${MAX_AN_HOUR} invitations sont parties de cet établissement en une heure`);
}

/** Writes an invitation and its e-mail, together. */
async function post(tx: Db, scope: Scope, outbox: Outbox, guest: z.output<typeof invitationInput>): Promise<string> {
  const { etablissement, actor, now } = scope;
  if (outbox !== NO_OUTBOX) await countEmails(tx, scope, guest.email);
  const id = randomUUID();
  await tx.insert(invitations).values({
    id,
    etablissementId: etablissement.id,
    ...guest,
    tokenHash: linkTokenHash("invitation", id),
    invitedBy: actorId(actor),
    createdAt: now,
    expiresAt: new Date(now.getTime() + INVITATION_MAX_MS),
  });
  await outbox.post(tx, [
    {
      invitationId: id,
      about: `invitation ${id}`,
      subject: `Invitation à rejoindre ${etablissement.name} sur Passerelle TBA`,
      text: invitationText(guest.name, etablissement.name, guest.role),
      link: { kind: "invitation", id },
    },
  ]);
  return id;
}

const withdraw = (tx: Db, etablissementId: string, email: string) =>
  tx
    .delete(invitations)
    .where(
      and(
        eq(invitations.etablissementId, etablissementId),
        eq(invitations.email, email),
        isNull(invitations.acceptedAt),
      ),
    );

async function refuseMember(tx: Db, etablissementId: string, email: string): Promise<void> {
  const [member] = await tx
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.etablissementId, etablissementId), eq(users.email, email)));
  if (member) {
    const message = "Cette personne fait déjà partie de l'établissement : changez son rôle dans la liste.";
    throw new ServiceError("CONFLICT", message, { email: message });
  }
}

const invitedWith = (outbox: Outbox, email: string, id: string): Invited => ({
  id,
  email,
  link: outbox === NO_OUTBOX ? linkAddress("invitation", id) : null,
});

/** Invites a person by e-mail with a role; a new invitation replaces the one that waits. Throws FORBIDDEN, INVALID_INPUT, CONFLICT. */
export async function invite(scope: Scope, outbox: Outbox, raw: unknown): Promise<Invited> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  const guest = checkInput(invitationInput, raw);
  const id = await scope.db.transaction(async (tx) => {
    await refuseMember(tx, etablissementId, guest.email);
    await withdraw(tx, etablissementId, guest.email);
    const pending = await tx.$count(
      invitations,
      and(eq(invitations.etablissementId, etablissementId), isNull(invitations.acceptedAt)),
    );
    if (pending >= MAX_PENDING) {
      throw new ServiceError("CONFLICT", `${MAX_PENDING} invitations attendent déjà : retirez-en avant d'inviter.`);
    }
    const written = await post(tx, scope, outbox, guest);
    await recordAudit({ ...scope, db: tx }, etablissementId, "invited", { role: guest.role });
    return written;
  });
  return invitedWith(outbox, guest.email, id);
}

/** The same invitation again, with a new link and three new days; the old link is dead. Throws FORBIDDEN, NOT_FOUND. */
export async function resendInvitation(scope: Scope, outbox: Outbox, invitationId: string): Promise<Invited> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  return scope.db.transaction(async (tx) => {
    const guest = await takePending(tx, etablissementId, invitationId);
    const id = await post(tx, scope, outbox, guest);
    await recordAudit({ ...scope, db: tx }, etablissementId, "invitation-resent", { role: guest.role });
    return invitedWith(outbox, guest.email, id);
  });
}

/** Takes an invitation back: its link is dead at once. Throws FORBIDDEN, NOT_FOUND. */
export async function withdrawInvitation(scope: Scope, invitationId: string): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "administer");
  await scope.db.transaction(async (tx) => {
    const { role } = await takePending(tx, etablissementId, invitationId);
    await recordAudit({ ...scope, db: tx }, etablissementId, "invitation-withdrawn", { role });
  });
}

async function takePending(tx: Db, etablissementId: string, raw: string) {
  const id = z.uuid().safeParse(raw).data;
  const [taken] =
    id === undefined
      ? []
      : await tx
          .delete(invitations)
          .where(
            and(
              eq(invitations.id, id),
              eq(invitations.etablissementId, etablissementId),
              isNull(invitations.acceptedAt),
            ),
          )
          .returning({ email: invitations.email, name: invitations.name, role: invitations.role });
  if (!taken?.role) throw new ServiceError("NOT_FOUND", "Cette invitation n'attend plus : rechargez la page.");
  return { ...taken, role: taken.role };
}
