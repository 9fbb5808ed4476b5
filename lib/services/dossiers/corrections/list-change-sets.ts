import { desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { changeSets } from "@/db/schema/corrections";
import { users } from "@/db/schema/users";
import type { ChangeSetLine } from "@/lib/services/dossiers/corrections/change-set.types";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";

const MAX = 50;

/** «Corrections récentes»: the last gestures of an établissement, the newest first. */
export async function listChangeSets(scope: Scope): Promise<ChangeSetLine[]> {
  const { id } = requirePermission(scope, "view");
  const undoer = alias(users, "undoer");
  const found = await scope.db
    .select({
      changeSetId: changeSets.id,
      title: changeSets.title,
      dossiers: changeSets.dossiers,
      at: changeSets.at,
      by: users.name,
      undoneAt: changeSets.undoneAt,
      undoneBy: sql<string | null>`${undoer.name}`,
    })
    .from(changeSets)
    .leftJoin(users, eq(users.id, changeSets.by))
    .leftJoin(undoer, eq(undoer.id, changeSets.undoneBy))
    .where(eq(changeSets.etablissementId, id))
    .orderBy(desc(changeSets.at), desc(changeSets.id))
    .limit(MAX);
  return found.map(({ at, undoneAt, undoneBy, ...line }) => ({
    ...line,
    at: at.toISOString(),
    undone: undoneAt === null ? null : { at: undoneAt.toISOString(), by: undoneBy },
  }));
}
