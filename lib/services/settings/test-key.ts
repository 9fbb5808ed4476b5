import { eq } from "drizzle-orm";
import { tbaKeys } from "@/db/schema/tba";
import { ServiceError } from "@/lib/errors";
import { closeAlertes } from "@/lib/services/alertes/close-alertes";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { ServiceContext } from "@/lib/services/context";
import { authorize } from "@/lib/services/etablissements/authorize";
import { tbaClient } from "@/lib/tba-process/tba-client";
import { decryptKey } from "./decrypt-key";

const SENTENCES = {
  accepted: "Le TBA accepte cette clé.",
  refused: "Le TBA refuse cette clé : récupérez-la de nouveau avec la clé bleue, puis enregistrez-la.",
  unreachable: "Le TBA ne répond pas pour le moment : réessayez dans quelques minutes.",
} as const;

/** Asks the TBA whether it takes the saved key, and remembers the answer. Throws INVALID_INPUT when there is no key. */
export async function testKey(
  ctx: ServiceContext,
  uai: string,
): Promise<{ result: keyof typeof SENTENCES; sentence: string }> {
  const { id } = await authorize(ctx, uai, "administer");
  const key = await decryptKey(ctx.db, id);
  if (key === null) throw new ServiceError("INVALID_INPUT", "Aucune clé n'est enregistrée : collez-la d'abord.");
  const result = (await tbaClient().testKey(key)).kind;
  await ctx.db.update(tbaKeys).set({ testedAt: ctx.now, testResult: result }).where(eq(tbaKeys.etablissementId, id));
  if (result === "accepted") await closeAlertes(ctx.db, id, ["key-refused"], ctx.now);
  await recordAudit(ctx, id, "key-tested", { result });
  return { result, sentence: SENTENCES[result] };
}
