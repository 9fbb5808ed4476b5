import { eq } from "drizzle-orm";
import { transmissions } from "@/db/schema/transmissions";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { getQueueState } from "@/lib/services/transmissions/queue/queue-state";
import { listLatest } from "./summaries";
import type { TransmissionList } from "./transmissions.types";

const PER_PAGE = 30;

/** The runs of an établissement, the last one first; a page out of bounds is the nearest one. */
export async function listTransmissions(scope: Scope, requested: number): Promise<TransmissionList> {
  const { db } = scope;
  const { id } = requirePermission(scope, "view");
  const total = await db.$count(transmissions, eq(transmissions.etablissementId, id));
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const page = Math.min(Math.max(1, requested), pages);
  const rows = await listLatest(db, id, PER_PAGE, (page - 1) * PER_PAGE);
  return { rows, total, page, pages, queue: await getQueueState(db, id) };
}
