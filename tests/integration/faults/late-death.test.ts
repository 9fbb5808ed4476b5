import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { alertes } from "@/db/schema/alertes";
import { transmissions } from "@/db/schema/transmissions";
import { releaseAll } from "@/lib/night/orphans";
import { ring } from "@/lib/night/ring";
import { type JobData, TRANSMISSION_QUEUE } from "@/lib/services/transmissions/queue/queue";
import { validSource } from "@/tests/factories/dossiers";
import { checkTruth } from "@/tests/helpers/check-truth";
import { remainingJobs } from "@/tests/helpers/remaining-jobs";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testQueue } from "@/tests/helpers/test-queue";
import { testSimulator } from "@/tests/helpers/test-simulator";

const database = testDatabase();
const simulator = testSimulator();
const queue = testQueue(database, () => simulator.tba);
const DOSSIERS = 6;

describe("Un ouvrier tué après la dernière réponse, avant d'avoir fermé la transmission", () => {
  it("laisse une suite qui n'a rien à envoyer : elle se ferme sans un appel, sans alerte, et la file se vide", async () => {
    const sources = Array.from({ length: DOSSIERS }, (_, n) => validSource(n));
    const cfa = await testCfa(database.db, simulator, sources);
    await cfa.send();
    await ring(database.db, queue.boss, null, new Date());
    const [job] = await queue.boss.fetch<JobData>(TRANSMISSION_QUEUE);
    expect(job?.data).toMatchObject({ etablissementId: cfa.id, trigger: "clock" });
    const { summary } = await cfa.send();
    // Its last answer is stored; the statement that closes it, and the word to the queue, never came.
    await database.db
      .update(transmissions)
      .set({ status: "running", trigger: "clock", endedAt: null })
      .where(eq(transmissions.id, summary.id));
    await simulator.forgetCalls();

    await releaseAll(database.database, queue.boss);
    await (await queue.worker({ untilEmpty: true })).finished;

    expect(await simulator.callCount()).toBe(0);
    expect(await remainingJobs(database.db)).toBe(0);
    const runs = await database.db.select().from(transmissions).orderBy(transmissions.startedAt);
    expect(runs.slice(1)).toMatchObject([
      { id: summary.id, status: "interrupted", eligibles: DOSSIERS, accepted: DOSSIERS, notSent: 0 },
      { status: "completed", resumedFrom: summary.id, eligibles: 0, accepted: 0, notSent: 0 },
    ]);
    expect(await database.db.$count(alertes)).toBe(0);
    expect(await checkTruth(database.db, simulator, cfa)).toBe(DOSSIERS);
  });
});
