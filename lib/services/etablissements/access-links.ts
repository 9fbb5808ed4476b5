import { and, eq, type Placeholder, type SQL } from "drizzle-orm";
import { etablissements } from "@/db/schema/etablissements";
import { memberships, supervisions } from "@/db/schema/users";

/** What links a person to an établissement, as conditions of left joins: a role in it, or the supervision of its réseau. */
export function accessLinks(userId: Placeholder): { membership: SQL | undefined; supervision: SQL | undefined } {
  return {
    membership: and(eq(memberships.etablissementId, etablissements.id), eq(memberships.userId, userId)),
    supervision: and(eq(supervisions.reseauId, etablissements.reseauId), eq(supervisions.userId, userId)),
  };
}
