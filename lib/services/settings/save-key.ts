import { tbaKeys } from "@/db/schema/tba";
import { env } from "@/lib/env";
import { ServiceError } from "@/lib/errors";
import { encrypt } from "@/lib/security/encryption";
import { closeAlertes } from "@/lib/services/alertes/close-alertes";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";

/** A key travels in an HTTP header: visible ASCII only. The TBA's are UUIDs; nothing says that they will stay so. */
const KEY_FORM = /^[\x21-\x7e]{8,200}$/;

/** Saves the établissement's TBA key, encrypted. Throws INVALID_INPUT, without repeating what was typed. */
export async function saveKey(scope: Scope, input: string): Promise<void> {
  const { id } = requirePermission(scope, "administer");
  const key = input.trim();
  if (key === "")
    throw new ServiceError("INVALID_INPUT", "Collez la clé avant d'enregistrer.", { key: "Clé absente." });
  if (!KEY_FORM.test(key)) {
    const message = "Ce n'est pas une clé du TBA : copiez-la entière, sans espace, depuis le Tableau de bord.";
    throw new ServiceError("INVALID_INPUT", message, { key: message });
  }
  const values = {
    ciphertext: encrypt(key, id, env().ENCRYPTION_KEYS),
    modifiedAt: scope.now,
    modifiedBy: actorId(scope.actor),
    testedAt: null,
    testResult: null,
  };
  await scope.db.transaction(async (tx) => {
    await tx
      .insert(tbaKeys)
      .values({ etablissementId: id, ...values })
      .onConflictDoUpdate({ target: tbaKeys.etablissementId, set: values });
    await closeAlertes(tx, id, ["key-refused", "silent-key"], scope.now);
    await recordAudit({ ...scope, db: tx }, id, "key-saved");
  });
}
