import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { identities, users } from "@/db/schema/users";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { acceptByEmail } from "./accept-invitation";
import type { Identity } from "./users.types";

/** What a provider vouches for, its signature checked: who they are for it, and an e-mail that it verified or null. */
export type OidcClaims = { issuer: string; subject: string; verifiedEmail: string | null; name: string | null };

const UNKNOWN =
  "Aucune invitation ne vous attend à cette adresse. Si vous avez déjà un compte, connectez-vous avec votre mot de passe, puis reliez les deux dans « Mon compte ».";
const CLOSED = "Ce compte est fermé : adressez-vous à l'hébergeur de Passerelle TBA.";
const TAKEN = "Un autre compte du même fournisseur est déjà relié à votre compte Passerelle TBA.";

async function findLinked(db: Db, { issuer, subject }: OidcClaims): Promise<Identity | null> {
  const [found] = await db
    .select({ id: users.id, email: users.email, name: users.name, disabledAt: users.disabledAt })
    .from(identities)
    .innerJoin(users, eq(users.id, identities.userId))
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)));
  if (found?.disabledAt) throw new ServiceError("FORBIDDEN", CLOSED);
  return found === undefined ? null : { id: found.id, email: found.email, name: found.name };
}

async function link(db: Db, { issuer, subject }: OidcClaims, person: Identity, now: Date): Promise<void> {
  const written = await db
    .insert(identities)
    .values({ issuer, subject, userId: person.id, createdAt: now })
    .onConflictDoNothing()
    .returning({ userId: identities.userId });
  if (written.length === 0) throw new ServiceError("CONFLICT", TAKEN);
}

/**
 * The person of a provider's claims. Its issuer and subject are kept at the first sign-in and required after: an e-mail, which may be
 * given to somebody else one day, only opens an invitation that waits for it. `signedIn`: who already is in this browser; they are joined to
 * the provider when they asked for it (`links`), never by having been led there. Throws FORBIDDEN, CONFLICT.
 */
export async function identifyByOidc(
  ctx: ServiceContext,
  claims: OidcClaims,
  signedIn: (Identity & { links: boolean }) | null,
): Promise<Identity> {
  const known = await findLinked(ctx.db, claims);
  if (known !== null) {
    if (signedIn !== null && signedIn.id !== known.id) throw new ServiceError("CONFLICT", TAKEN);
    // An invitation to another établissement may wait for the same person: it is theirs by the link of its e-mail.
    return known;
  }
  const email = claims.verifiedEmail?.trim().toLowerCase() ?? null;
  const invited = async () => (email === null ? null : acceptByEmail(ctx, email, claims.name));
  const person = signedIn?.links ? signedIn : await invited();
  if (person === null) throw new ServiceError("FORBIDDEN", UNKNOWN);
  await ctx.db.transaction(async (db) => {
    await link(db, claims, person, ctx.now);
    await recordAudit({ ...ctx, db, actor: { kind: "person", id: person.id } }, null, "provider-joined");
  });
  return person;
}
