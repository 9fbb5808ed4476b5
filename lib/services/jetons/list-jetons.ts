import { desc, eq } from "drizzle-orm";
import { jetons } from "@/db/schema/jetons";
import { users } from "@/db/schema/users";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { JetonRow } from "./jetons.types";

const LIMIT = 200;
const SOON_MS = 30 * 24 * 3600_000;

type Dates = Pick<typeof jetons.$inferSelect, "revokedAt" | "expiresAt">;

function stateOf({ revokedAt, expiresAt }: Dates, now: Date): JetonRow["state"] {
  if (revokedAt !== null) return "revoked";
  const left = expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt.getTime() - now.getTime();
  if (left <= 0) return "over";
  return left <= SOON_MS ? "ending" : "active";
}

/** Who made one that has no author any more: for several établissements, only the host makes them. */
const unnamed = (shared: boolean) => (shared ? "l'hébergeur" : "l'hébergeur, ou une personne partie depuis");

const iso = (instant: Date | null) => instant?.toISOString() ?? null;

/** The jetons of the établissement, those revoked too, the newest first. Throws FORBIDDEN. */
export async function listJetons(scope: Scope): Promise<JetonRow[]> {
  const { id } = requirePermission(scope, "administer");
  const found = await scope.db
    .select({ jeton: jetons, author: users.name })
    .from(jetons)
    .leftJoin(users, eq(users.id, jetons.createdBy))
    .where(eq(jetons.etablissementId, id))
    .orderBy(desc(jetons.createdAt))
    .limit(LIMIT);
  return found.map(({ jeton, author }) => ({
    id: jeton.id,
    name: jeton.name,
    rights: jeton.rights,
    shared: jeton.shared,
    createdAt: jeton.createdAt.toISOString(),
    by: author ?? unnamed(jeton.shared),
    expiresAt: iso(jeton.expiresAt),
    state: stateOf(jeton, scope.now),
    revokedAt: iso(jeton.revokedAt),
    lastUsedAt: iso(jeton.lastUsedAt),
    lastAddress: jeton.lastAddress,
  }));
}
