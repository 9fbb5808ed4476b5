import { and, eq } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import { doubtKey } from "@/lib/domain/open-doubts";
import { ServiceError } from "@/lib/errors";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { writeCorrected } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { getDossierVersion } from "./dossier-version";

const GONE = "Cette valeur a changé entre-temps : relisez le dossier.";

/**
 * «C'est juste»: lifts a doubt that reading a file left on a value of a dossier (by its key, lib/domain/open-doubts.ts); it no longer stops
 * the dossier, and the next file with the same value does not ask again. Throws FORBIDDEN, NOT_FOUND, CONFLICT.
 */
export async function confirmDoubt(scope: Scope, id: string, key: string): Promise<void> {
  const { id: etablissementId } = requirePermission(scope, "manage");
  await scope.db.transaction(async (tx) => {
    const { dossier } = await getDossierVersion(tx, etablissementId, id);
    const keys = dossier.doubts.map((doubt) => doubtKey(doubt, dossier.source));
    if (!keys.includes(key)) throw new ServiceError("CONFLICT", GONE);
    const confirmed = [...new Set([...dossier.confirmed, key])];
    const { corrections } = dossier;
    // What is prepared does not carry it: without it, the next preparation would ask again.
    await tx
      .update(dossiers)
      .set({ confirmed })
      .where(and(eq(dossiers.id, dossier.id), eq(dossiers.etablissementId, etablissementId)));
    await writeCorrected(tx, etablissementId, [{ dossier: { ...dossier, confirmed }, corrections }]);
    await recordAudit({ ...scope, db: tx }, etablissementId, "doubts-confirmed", { dossier: dossier.id });
  });
}
