import type { Database } from "@/db/database";
import { acquireLivenessLock } from "@/db/liveness-lock";
import { env } from "@/lib/env";
import { processImport } from "@/lib/night/process-import";
import { startWorker } from "@/lib/night/worker";
import type { ServiceContext } from "@/lib/services/context";
import { IMPORT_QUEUE, type ImportJob } from "@/lib/services/imports/queue/import-queue";
import { receiveImport } from "@/lib/services/imports/receive-import";
import { testOutbox } from "./test-outbox";
import { withFileOf } from "./with-file-of";
import { within } from "./within";

const NO_TBA = { findOrganisme: async () => ({ kind: "unreachable" as const, reason: "essai" }) };

/** Imports as the site makes them: received, then worked by the jobs of a queue of the test file's own. */
export function testImports(database: { readonly database: Database }) {
  const outbox = testOutbox(database);
  return {
    get boss() {
      return outbox.boss;
    },
    /** Sends a file as the page does; answers its import. */
    receive: (ctx: ServiceContext, uai: string, name: string, bytes: Uint8Array): Promise<{ id: string }> =>
      withFileOf(bytes, (path) => within(ctx, uai, receiveImport, outbox.boss, { name, path })),
    /** Does all the jobs that wait. */
    work: async (): Promise<void> => {
      const liveness = await acquireLivenessLock(database.database);
      const { ENCRYPTION_KEYS: keys, IMPORT_MAX_MB } = env();
      const { db } = database.database;
      const tools = {
        db,
        boss: outbox.boss,
        tba: NO_TBA,
        keys,
        maxSize: IMPORT_MAX_MB * 1024 * 1024,
        ownerId: liveness.number,
      };
      const worker = startWorker({
        boss: outbox.boss,
        queue: IMPORT_QUEUE,
        process: (job: ImportJob, stopSignal) => processImport(tools, job, stopSignal),
        slots: 2,
        untilEmpty: true,
        release: async () => {},
      });
      await worker.finished;
      await liveness.close();
    },
  };
}
