import { eq, sql } from "drizzle-orm";
import { gateOf } from "@/db/gate";
import { readyStatement } from "@/db/ready-statement";
import { etablissements } from "@/db/schema/etablissements";
import { memberships, supervisions, users } from "@/db/schema/users";
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

/** What a service works on: who acts, when, and in which établissement. Opened once a request, by the wrapper (lib/actions). */
export type Scope = ServiceContext & { etablissement: AuthorizedEtablissement };

const links = accessLinks(sql.placeholder("user"));

const findEnterable = readyStatement((db) =>
  db
    .select({
      etablissement: etablissements,
      role: memberships.role,
      supervisedBy: supervisions.userId,
      totpSince: users.totpSince,
    })
    .from(etablissements)
    .leftJoin(memberships, links.membership)
    .leftJoin(supervisions, links.supervision)
    .innerJoin(users, eq(users.id, sql.placeholder("user")))
    .where(eq(etablissements.uai, sql.placeholder("uai")))
    .limit(1)
    .prepare("open_scope"),
);

/**
 * Opens the établissement of a UAI for the acting person: the scope's database holds the rows of no other, whatever a query forgets. A foreign établissement and one that does not exist look the same.
 * Throws NOT_SIGNED_IN, NOT_FOUND, SECOND_FACTOR_REQUIRED.
 */
export async function openScope<C extends ServiceContext>(ctx: C, uai: string): Promise<C & Scope> {
  const { actor } = ctx;
  if (actor.kind !== "person") throw new ServiceError("NOT_SIGNED_IN", "Connectez-vous pour continuer.");
  const gate = gateOf(ctx.db);
  const [found] = await findEnterable(gate.door).execute({ user: actor.id, uai });
  const role = found && bestRole(found.role, found.supervisedBy === null ? null : "lecteur");
  if (!found || !role) throw new ServiceError("NOT_FOUND", "Cette page n'existe pas.");
  const { id, siret, name, transmissionActive, secondFactorRequired } = found.etablissement;
  if (secondFactorRequired && role === "administrateur" && found.totpSince === null) {
    throw new ServiceError(
      "SECOND_FACTOR_REQUIRED",
      "Cet établissement demande un second facteur à ses administrateurs : activez-le dans « Mon compte ».",
    );
  }
  const db = gate.enter([id]);
  return { ...ctx, db, etablissement: { id, uai: found.etablissement.uai, siret, name, transmissionActive, role } };
}

/** The door of every service: the établissement of the scope, when the person has the right in it. Throws FORBIDDEN. */
export function requirePermission({ etablissement }: Scope, permission: Permission): AuthorizedEtablissement {
  if (!hasPermission(etablissement.role, permission)) {
    throw new ServiceError(
      "FORBIDDEN",
      "Votre rôle dans cet établissement ne le permet pas : demandez à un administrateur.",
    );
  }
  return etablissement;
}
