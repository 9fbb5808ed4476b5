import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { etablissements, reseaux } from "@/db/schema/etablissements";
import { invitations } from "@/db/schema/invitations";
import { memberships, supervisions, users } from "@/db/schema/users";
import type { Role } from "@/lib/domain/roles";
import { ServiceError } from "@/lib/errors";
import { linkTokenHash } from "@/lib/security/link-token";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { linkAddress } from "@/lib/services/emails/link-address";
import { endResets } from "./choose-password";
import { endLinks } from "./provider-links";
import { endSessions } from "./sessions";
import type { Identity } from "./users.types";

const INVITATION_MAX_MS = 72 * 3600_000;

/** The account of an e-mail, closed or not; null when there is none. */
export async function findAccount(db: Db, email: string): Promise<Identity | null> {
  const [person] = await db
    .select({ id: users.id, email: users.email, name: users.name })
    .from(users)
    .where(eq(users.email, email.trim().toLowerCase()))
    .limit(1);
  return person ?? null;
}

async function requireAccount(db: Db, email: string): Promise<Identity> {
  const person = await findAccount(db, email);
  if (person !== null) return person;
  const address = email.trim().toLowerCase();
  const [invited] = await db
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.email, address), isNull(invitations.acceptedAt)))
    .limit(1);
  const why = invited === undefined ? "" : " : son invitation n'est pas encore acceptée, et le compte naît alors";
  throw new ServiceError("NOT_FOUND", `Aucun compte n'a l'adresse ${email}${why}.`);
}

async function requireEtablissement(db: Db, uai: string): Promise<string> {
  const [found] = await db
    .select({ id: etablissements.id })
    .from(etablissements)
    .where(eq(etablissements.uai, uai.trim().toUpperCase()));
  if (found === undefined) throw new ServiceError("NOT_FOUND", `Aucun établissement n'a l'UAI ${uai}.`);
  return found.id;
}

/** Closes an account: no way in any more, and every browser is signed out. Throws NOT_FOUND. */
export async function disableAccount(ctx: ServiceContext, email: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const person = await requireAccount(tx, email);
    await tx.update(users).set({ disabledAt: ctx.now }).where(eq(users.id, person.id));
    await endSessions(tx, person.id, null);
    await recordAudit({ ...ctx, db: tx }, null, "user-disabled", { userId: person.id });
  });
}

/** Opens a closed account again. Throws NOT_FOUND. */
export async function enableAccount(ctx: ServiceContext, email: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const person = await requireAccount(tx, email);
    await tx.update(users).set({ disabledAt: null }).where(eq(users.id, person.id));
    await recordAudit({ ...ctx, db: tx }, null, "user-enabled", { userId: person.id });
  });
}

/**
 * An invitation link to hand over: for an établissement with a role, or for the account alone. A person who lost their password gets
 * in by it again: the one they had no longer opens. Throws NOT_FOUND.
 */
export async function inviteFromHost(
  ctx: ServiceContext,
  guest: { email: string; name: string; uai: string | null; role: Role },
): Promise<string> {
  return ctx.db.transaction(async (tx) => {
    const email = guest.email.trim().toLowerCase();
    const etablissementId = guest.uai === null ? null : await requireEtablissement(tx, guest.uai);
    const person = await findAccount(tx, email);
    if (person !== null) {
      await tx.update(users).set({ password: null }).where(eq(users.id, person.id));
      await endResets(tx, person.id, ctx.now);
      await endLinks(tx, person.id);
      await endSessions(tx, person.id, null);
    }
    const place =
      etablissementId === null ? isNull(invitations.etablissementId) : eq(invitations.etablissementId, etablissementId);
    await tx.delete(invitations).where(and(eq(invitations.email, email), place, isNull(invitations.acceptedAt)));
    const id = randomUUID();
    await tx.insert(invitations).values({
      id,
      etablissementId,
      role: etablissementId === null ? null : guest.role,
      email,
      byHost: true,
      name: guest.name.trim() || person?.name || email,
      tokenHash: linkTokenHash("invitation", id),
      createdAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + INVITATION_MAX_MS),
    });
    await recordAudit({ ...ctx, db: tx }, etablissementId, "invited", { host: true });
    return linkAddress("invitation", id);
  });
}

/** Names a superviseur of a réseau, opened if need be; `uais`: établissements that join it. Throws NOT_FOUND. */
export async function nameSuperviseur(
  ctx: ServiceContext,
  { email, reseau, uais }: { email: string; reseau: string; uais: readonly string[] },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const person = await requireAccount(tx, email);
    const [known] = await tx.select({ id: reseaux.id }).from(reseaux).where(eq(reseaux.name, reseau));
    const [group] = known ? [known] : await tx.insert(reseaux).values({ name: reseau }).returning({ id: reseaux.id });
    if (group === undefined) throw new Error("Le réseau n'a pas été enregistré.");
    const ids = await Promise.all(uais.map((uai) => requireEtablissement(tx, uai)));
    if (ids.length > 0)
      await tx.update(etablissements).set({ reseauId: group.id }).where(inArray(etablissements.id, ids));
    await tx.insert(supervisions).values({ userId: person.id, reseauId: group.id }).onConflictDoNothing();
    await recordAudit({ ...ctx, db: tx }, null, "superviseur-named", { userId: person.id });
  });
}

/** Takes a superviseur's réseau back. Throws NOT_FOUND. */
export async function removeSuperviseur(ctx: ServiceContext, email: string, reseau: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const person = await requireAccount(tx, email);
    const [group] = await tx.select({ id: reseaux.id }).from(reseaux).where(eq(reseaux.name, reseau));
    if (group === undefined) throw new ServiceError("NOT_FOUND", `Aucun réseau ne s'appelle ${reseau}.`);
    await tx.delete(supervisions).where(and(eq(supervisions.userId, person.id), eq(supervisions.reseauId, group.id)));
    await recordAudit({ ...ctx, db: tx }, null, "superviseur-removed", { userId: person.id });
  });
}

/** Every account, by e-mail, with where it may go: «0123456A gestionnaire». */
export async function listAccounts(
  db: Db,
): Promise<{ email: string; name: string; closed: boolean; places: string[] }[]> {
  const found = await db
    .select({
      email: users.email,
      name: users.name,
      disabledAt: users.disabledAt,
      uai: etablissements.uai,
      role: memberships.role,
    })
    .from(users)
    .leftJoin(memberships, eq(memberships.userId, users.id))
    .leftJoin(etablissements, eq(etablissements.id, memberships.etablissementId))
    .orderBy(asc(users.email), asc(etablissements.uai));
  const accounts = new Map<string, { email: string; name: string; closed: boolean; places: string[] }>();
  for (const { email, name, disabledAt, uai, role } of found) {
    const account = accounts.get(email) ?? { email, name, closed: disabledAt !== null, places: [] };
    if (uai !== null) account.places.push(`${uai} ${role}`);
    accounts.set(email, account);
  }
  return [...accounts.values()];
}
