import { sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { z } from "zod";
import { type Db, parsedRows } from "@/db/database";
import { inTransaction } from "@/lib/services/queue/boss-calls";
import { WEBHOOK_QUEUE, type WebhookJobData } from "./webhook-queue";

const PER_PAGE = 500;

/** What putting a delivery in the queue needs of it. */
export type WebhookRequests = Pick<PgBoss, "insert">;

/** Gives a job of the queue to each delivery that has none, in one transaction: none is forgotten, none has two. */
export async function queueDeliveries(db: Db, boss: WebhookRequests): Promise<void> {
  for (;;) {
    const queued = await db.transaction(async (tx) => {
      const found = await parsedRows(
        tx,
        z.object({ id: z.string() }),
        sql`update webhook_deliveries d set queued = true where d.id in (select w.id from webhook_deliveries w
          where w.state = 'waiting' and not w.queued order by w.created_at limit ${PER_PAGE} for update skip locked)
          returning d.id`,
      );
      const jobs = found.map(({ id }) => ({ data: { deliveryId: id } satisfies WebhookJobData }));
      if (jobs.length > 0) await boss.insert(WEBHOOK_QUEUE, jobs, inTransaction(tx));
      return jobs.length;
    });
    if (queued < PER_PAGE) return;
  }
}
