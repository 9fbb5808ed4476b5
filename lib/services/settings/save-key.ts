import { tbaKeys } from "@/db/schema/tba";
import { env } from "@/lib/env";
import { ServiceError } from "@/lib/errors";
import { encrypt } from "@/lib/security/encryption";
import { closeAlertes } from "@/lib/services/alertes/close-alertes";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId, type ServiceContext } from "@/lib/services/context";
import { authorize } from "@/lib/services/etablissements/authorize";

/** A key travels in an HTTP header: visible ASCII only. The TBA's are UUIDs; nothing says that they will stay so. */
const KEY_FORM = /^[\x21-\x7e]{8,200}$/;

/** Saves the établissement's TBA key, encrypted. Throws INVALID_INPUT, without repeating what was typed. */
export async function saveKey(ctx: ServiceContext, uai: string, input: string): Promise<void> {
  const { id } = await authorize(ctx, uai, "administer");
  const key = input.trim();
  if (key === "")
    throw new ServiceError("INVALID_INPUT", "Collez la clé avant d'enregistrer.", { key: "Clé absente." });
  if (!KEY_FORM.test(key)) {
    const message = "Ce n'est pas une clé du TBA : copiez-la entière, sans espace, depuis le Tableau de bord.";
    throw new ServiceError("INVALID_INPUT", message, { key: message });
  }
  const values = {
    ciphertext: encrypt(key, id, env().ENCRYPTION_KEYS),
    modifiedAt: ctx.now,
    modifiedBy: actorId(ctx.actor),
    testedAt: null,
    testResult: null,
  };
  await ctx.db.transaction(async (tx) => {
    await tx
      .insert(tbaKeys)
      .values({ etablissementId: id, ...values })
      .onConflictDoUpdate({ target: tbaKeys.etablissementId, set: values });
    await closeAlertes(tx, id, ["key-refused", "silent-key"], ctx.now);
    await recordAudit({ ...ctx, db: tx }, id, "key-saved");
  });
}
