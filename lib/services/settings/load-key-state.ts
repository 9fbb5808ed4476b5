import { eq } from "drizzle-orm";
import { tbaKeys } from "@/db/schema/tba";
import { users } from "@/db/schema/users";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { KeyState } from "./settings.types";

/** What pages may know of the key: that there is one, since when, by whom, and its last test. */
export async function loadKeyState(scope: Scope): Promise<KeyState> {
  const { id } = requirePermission(scope, "view");
  const [row] = await scope.db
    .select({
      modifiedAt: tbaKeys.modifiedAt,
      modifiedBy: users.name,
      testedAt: tbaKeys.testedAt,
      result: tbaKeys.testResult,
    })
    .from(tbaKeys)
    .leftJoin(users, eq(users.id, tbaKeys.modifiedBy))
    .where(eq(tbaKeys.etablissementId, id));
  if (row === undefined) return { present: false, modifiedAt: null, modifiedBy: null, lastTest: null };
  const { modifiedAt, modifiedBy, testedAt, result } = row;
  return {
    present: true,
    modifiedAt: modifiedAt.toISOString(),
    modifiedBy,
    lastTest: testedAt === null || result === null ? null : { at: testedAt.toISOString(), result },
  };
}
