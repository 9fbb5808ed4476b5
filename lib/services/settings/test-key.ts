import { eq } from "drizzle-orm";
import { tbaKeys } from "@/db/schema/tba";
import { ServiceError } from "@/lib/errors";
import { closeAlertes } from "@/lib/services/alertes/close-alertes";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { tbaClient } from "@/lib/tba-process/tba-client";
import { decryptKey } from "./decrypt-key";

const SENTENCES = {
  accepted: "Le TBA accepte cette clé.",
  refused: "Le TBA refuse cette clé : récupérez-la de nouveau avec la clé bleue, puis enregistrez-la.",
  unreachable: "Le TBA ne répond pas pour le moment : réessayez dans quelques minutes.",
} as const;

/** Asks the TBA whether it takes the saved key, and remembers the answer. Throws INVALID_INPUT when there is no key. */
export async function testKey(scope: Scope): Promise<{ result: keyof typeof SENTENCES; sentence: string }> {
  const { id } = requirePermission(scope, "administer");
  const key = await decryptKey(scope.db, id);
  if (key === null) throw new ServiceError("INVALID_INPUT", "Aucune clé n'est enregistrée : collez-la d'abord.");
  const result = (await tbaClient().testKey(key)).kind;
  await scope.db
    .update(tbaKeys)
    .set({ testedAt: scope.now, testResult: result })
    .where(eq(tbaKeys.etablissementId, id));
  if (result === "accepted") await closeAlertes(scope.db, id, ["key-refused"], scope.now);
  await recordAudit(scope, id, "key-tested", { result });
  return { result, sentence: SENTENCES[result] };
}
