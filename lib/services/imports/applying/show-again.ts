import type { Db } from "@/db/database";
import { allowLongWork } from "@/db/long-work";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { type Attempt, AttemptLostError, checkOwn, updateOwn } from "@/lib/services/imports/attempt";
import { reclassify } from "@/lib/services/imports/preview/reclassify";

const OVERTAKEN =
  "Des dossiers ont changé depuis que cet aperçu a été fait (un autre import, un envoi du logiciel, une correction) : rien n'est écrit. L'aperçu vient d'être refait : relisez-le, puis appliquez-le.";

/** Shows the preview of an import that was to be applied as it would be now, and says why. */
export async function showAgain(db: Db, attempt: Attempt): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      await allowLongWork(tx);
      await lockEtablissement(tx, attempt.etablissementId);
      await checkOwn(tx, attempt, "applying");
      await reclassify(tx, { id: attempt.importId, etablissementId: attempt.etablissementId });
      await updateOwn(tx, attempt, "applying", { state: "preview", refusal: OVERTAKEN, progress: null });
    });
  } catch (error) {
    if (!(error instanceof AttemptLostError)) throw error;
  }
}
