import type { PgBoss } from "pg-boss";
import { afterAll, beforeAll } from "vitest";
import type { Database } from "@/db/database";
import { createOutbox, type Outbox } from "@/lib/services/emails/outbox";
import { openQueue } from "@/lib/services/transmissions/queue/queue";

/** Where a test file's services post their e-mails: the job queue of its database, as when a mail server is configured. */
export function testOutbox(database: { readonly database: Database }): Outbox & { readonly boss: PgBoss } {
  let boss: PgBoss | undefined;
  beforeAll(async () => {
    boss = await openQueue(database.database);
  });
  afterAll(async () => {
    await boss?.stop({ graceful: false });
  });
  const theQueue = (): PgBoss => {
    if (boss === undefined) throw new Error("La file d'essai n'est pas ouverte.");
    return boss;
  };
  return {
    get boss() {
      return theQueue();
    },
    post: (tx, emails) => createOutbox(theQueue()).post(tx, emails),
  };
}
