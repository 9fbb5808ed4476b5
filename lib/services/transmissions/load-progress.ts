import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { getQueueState } from "@/lib/services/transmissions/queue/queue-state";
import { listLatest } from "./summaries";
import type { Progress } from "./transmissions.types";

/** Where the établissement's transmission is just now. */
export async function loadProgress(scope: Scope): Promise<Progress> {
  const { id } = requirePermission(scope, "view");
  const [last] = await listLatest(scope.db, id, 1, 0);
  return { transmission: last ?? null, queue: await getQueueState(scope.db, id) };
}
