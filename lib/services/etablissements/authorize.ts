import { eq } from "drizzle-orm";
import { etablissements } from "@/db/schema/etablissements";
import { memberships, supervisions } from "@/db/schema/users";
import { bestRole, hasPermission, type Permission, type Role } from "@/lib/domain/roles";
import { ServiceError } from "@/lib/errors";
import type { ServiceContext } from "@/lib/services/context";
import { accessLinks } from "./access-links";

/** An établissement that the acting person may enter, and as what. */
export type AuthorizedEtablissement = {
  id: string;
  uai: string;
  siret: string;
  name: string;
  transmissionActive: boolean;
  role: Role;
};

/**
 * The door of every service: the établissement of a UAI, when the person has the right in it.
 * A foreign établissement and one that does not exist look the same.
 * Throws NOT_SIGNED_IN, INTROUVABLE, INTERDIT.
 */
export async function authorize(
  ctx: ServiceContext,
  uai: string,
  permission: Permission,
): Promise<AuthorizedEtablissement> {
  const { db, actor } = ctx;
  if (actor.kind !== "person") throw new ServiceError("NOT_SIGNED_IN", "Connectez-vous pour continuer.");
  const links = accessLinks(actor.id);
  const [found] = await db
    .select({
      etablissement: etablissements,
      role: memberships.role,
      supervisedBy: supervisions.userId,
    })
    .from(etablissements)
    .leftJoin(memberships, links.membership)
    .leftJoin(supervisions, links.supervision)
    .where(eq(etablissements.uai, uai))
    .limit(1);
  const role = found && bestRole(found.role, found.supervisedBy === null ? null : "lecteur");
  if (!found || !role) throw new ServiceError("NOT_FOUND", "Cette page n'existe pas.");
  if (!hasPermission(role, permission)) {
    throw new ServiceError(
      "FORBIDDEN",
      "Votre rôle dans cet établissement ne le permet pas : demandez à un administrateur.",
    );
  }
  const { id, siret, name, transmissionActive } = found.etablissement;
  return { id, uai: found.etablissement.uai, siret, name, transmissionActive, role };
}
