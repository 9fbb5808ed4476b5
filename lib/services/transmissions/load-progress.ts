import type { ServiceContext } from "@/lib/services/context";
import { authorize } from "@/lib/services/etablissements/authorize";
import { getQueueState } from "@/lib/services/transmissions/queue/queue-state";
import { listLatest } from "./summaries";
import type { Progress } from "./transmissions.types";

/** Where the établissement's transmission is just now. */
export async function loadProgress(ctx: ServiceContext, uai: string): Promise<Progress> {
  const { id } = await authorize(ctx, uai, "view");
  const [last] = await listLatest(ctx.db, id, 1, 0);
  return { transmission: last ?? null, queue: await getQueueState(ctx.db, id) };
}
