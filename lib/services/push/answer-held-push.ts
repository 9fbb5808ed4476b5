import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { jetons } from "@/db/schema/jetons";
import { heldPushes } from "@/db/schema/pushes";
import { isUuid } from "@/lib/domain/is-uuid";
import { describeDossierAside } from "@/lib/domain/set-aside-reason";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { actorId } from "@/lib/services/context";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { classifyReceived } from "@/lib/services/imports/classify/classify-rows";
import { doubtsOf } from "./received-dossier";
import { writePush } from "./write-push";

const GONE = "Cette question n'est plus posée : la réponse a déjà été donnée, ou le logiciel a changé l'identifiant.";

async function take(tx: Db, etablissementId: string, id: string) {
  const own = and(eq(heldPushes.id, id), eq(heldPushes.etablissementId, etablissementId));
  const [taken] = isUuid(id) ? await tx.delete(heldPushes).where(own).returning() : [];
  if (taken === undefined) throw new ServiceError("NOT_FOUND", GONE);
  const [jeton] = await tx.select({ name: jetons.name }).from(jetons).where(eq(jetons.id, taken.jetonId));
  return { ...taken, name: jeton?.name ?? "" };
}

/**
 * Says whose a dossier is that a software sent under the identifier of somebody else: of that person («same»: it changes their dossier), or of
 * another («other»: a dossier of its own, under an identifier of ours, to which the software's next pushes go by themselves). Throws
 * FORBIDDEN, NOT_FOUND, CONFLICT (nothing can be taken of it any more).
 */
export function answerHeldPush(scope: Scope, id: string, answer: "same" | "other"): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  return scope.db.transaction(async (tx) => {
    await lockEtablissement(tx, etablissementId);
    const { source, jetonId, name: file } = await take(tx, etablissementId, id);
    const row = { rank: 0, sheet: "", row: 1, source, answer };
    const classified = await classifyReceived(tx, etablissementId, [row], async (rows) =>
      rows.map((each) => ({ ...each, doubts: doubtsOf(each.source), confirmed: [] })),
    );
    const [aside] = classified.setAside;
    if (aside !== undefined) throw new ServiceError("CONFLICT", describeDossierAside(aside.reason));
    const push = { etablissementId, jetonId, file, at: scope.now, by: actorId(scope.actor), rows: 1 };
    await writePush(tx, push, classified, [], () => {});
    await recordAudit({ ...scope, db: tx }, etablissementId, "reused-identifier-answered", { answer });
  });
}
