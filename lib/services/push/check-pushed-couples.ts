import { gateOf } from "@/db/gate";
import type { ServiceContext } from "@/lib/services/context";
import { checkCouplesSafely } from "@/lib/services/preparation/couples/check-couples";
import { tbaClient } from "@/lib/tba-process/tba-client";

/** After a push, when its software has its answer: the TBA is asked about couples that it was never asked about. Never throws. */
export async function checkPushedCouples(
  { db, now }: Pick<ServiceContext, "db" | "now">,
  etablissementIds: readonly string[],
): Promise<void> {
  for (const id of etablissementIds) {
    await checkCouplesSafely({ db: gateOf(db).enter([id]), now }, id, tbaClient());
  }
}
