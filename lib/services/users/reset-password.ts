import { randomUUID } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { passwordResets } from "@/db/schema/invitations";
import { users } from "@/db/schema/users";
import { ServiceError } from "@/lib/errors";
import { linkIdOf, linkTokenHash } from "@/lib/security/link-token";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { LINK_PLACE } from "@/lib/services/emails/email-queue";
import type { Outbox } from "@/lib/services/emails/outbox";
import { hashChosenPassword, storePassword } from "./choose-password";
import { endLinks } from "./provider-links";
import { endSessions } from "./sessions";
import { countIn } from "./sign-in-rate-limit";
import type { Identity } from "./users.types";

const RESET_MAX_MS = 3600_000;
/** Links that wait, for one person: asking again and again fills nobody's mailbox. */
const MAX_PER_PERSON = 3;
const MAX_PER_NETWORK = 20;
const WINDOW_MS = 3600_000;

export const DEAD_LINK = "Ce lien a déjà servi ou n'est plus valable : demandez-en un nouveau.";

const TEXT = `Bonjour,\n\nVous avez demandé à choisir un nouveau mot de passe pour Passerelle TBA : ${LINK_PLACE}\n\nCe lien sert une seule fois, dans l'heure. Si vous n'avez rien demandé, n'en tenez pas compte : votre mot de passe n'a pas changé.`;

/** Counts a request for a link, whoever it is for. Throws TOO_MANY_ATTEMPTS. */
export async function countResetRequest(ctx: ServiceContext): Promise<void> {
  await countIn(ctx, "reset", ctx.address, { max: MAX_PER_NETWORK, windowMs: WINDOW_MS });
}

/**
 * Sends a link to choose a new password, when the e-mail is somebody's. To be called once the request is counted and answered: who
 * asks learns of who exists neither by words nor by how long it takes.
 */
export async function sendPasswordReset(ctx: ServiceContext, outbox: Outbox, rawEmail: string): Promise<void> {
  const { db, now } = ctx;
  const email = rawEmail.replaceAll("\0", "").trim().toLowerCase();
  const [person] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, email), isNull(users.disabledAt)))
    .limit(1);
  if (person === undefined) return;
  await db.transaction(async (tx) => {
    const recent = and(
      eq(passwordResets.userId, person.id),
      gt(passwordResets.createdAt, new Date(now.getTime() - WINDOW_MS)),
    );
    if ((await tx.$count(passwordResets, recent)) >= MAX_PER_PERSON) return;
    const id = randomUUID();
    await tx.insert(passwordResets).values({
      id,
      userId: person.id,
      tokenHash: linkTokenHash("password-reset", id),
      createdAt: now,
      expiresAt: new Date(now.getTime() + RESET_MAX_MS),
    });
    await outbox.post(tx, [
      {
        userId: person.id,
        about: `password-reset ${id}`,
        subject: "Choisir un nouveau mot de passe",
        text: TEXT,
        link: { kind: "password-reset", id },
      },
    ]);
    await recordAudit({ ...ctx, db: tx, actor: { kind: "person", id: person.id } }, null, "password-reset-asked");
  });
}

async function holdReset(db: Db, token: string, now: Date): Promise<{ id: string; person: Identity } | null> {
  const id = linkIdOf("password-reset", token);
  if (id === null) return null;
  const [found] = await db
    .select({ id: passwordResets.id, person: { id: users.id, email: users.email, name: users.name } })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(
      and(
        eq(passwordResets.id, id),
        eq(passwordResets.tokenHash, linkTokenHash("password-reset", id)),
        isNull(passwordResets.usedAt),
        gt(passwordResets.expiresAt, now),
        isNull(users.disabledAt),
      ),
    )
    .for("update", { of: passwordResets });
  return found ?? null;
}

/** Whose password a link changes, null when it no longer does. */
export async function findReset({ db, now }: ServiceContext, token: string): Promise<Identity | null> {
  return (await holdReset(db, token, now))?.person ?? null;
}

/** Takes the new password of a link, once; every session of the person ends, and what joined them to a provider. Throws NOT_FOUND, INVALID_INPUT, BUSY. */
export async function resetPassword(ctx: ServiceContext, token: string, chosen: string): Promise<Identity> {
  const { db, now } = ctx;
  const person = await findReset(ctx, token);
  if (person === null) throw new ServiceError("NOT_FOUND", DEAD_LINK);
  const password = await hashChosenPassword(chosen, person);
  await db.transaction(async (tx) => {
    const held = await holdReset(tx, token, now);
    if (held === null) throw new ServiceError("NOT_FOUND", DEAD_LINK);
    await storePassword(tx, person.id, password, now);
    await endLinks(tx, person.id);
    await endSessions(tx, person.id, null);
    await recordAudit({ ...ctx, db: tx, actor: { kind: "person", id: person.id } }, null, "password-changed");
  });
  return person;
}
