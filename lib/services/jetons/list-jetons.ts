import { desc, eq } from "drizzle-orm";
import { jetons } from "@/db/schema/jetons";
import { users } from "@/db/schema/users";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { JetonRow } from "./jetons.types";

const LIMIT = 200;

type Dates = Pick<typeof jetons.$inferSelect, "revokedAt" | "expiresAt">;

function stateOf({ revokedAt, expiresAt }: Dates, now: Date): JetonRow["state"] {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && expiresAt <= now ? "over" : "active";
}

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
    by: author ?? "l'hébergeur",
    expiresAt: iso(jeton.expiresAt),
    state: stateOf(jeton, scope.now),
    revokedAt: iso(jeton.revokedAt),
    lastUsedAt: iso(jeton.lastUsedAt),
    lastAddress: jeton.lastAddress,
  }));
}
