import { describe, expect, inject, it, vi } from "vitest";
import { announceJobs, onJobsAnnounced } from "@/db/announcements";
import { ring } from "@/lib/night/ring";
import { IMPORT_QUEUE } from "@/lib/services/imports/queue/import-queue";
import { TRANSMISSION_QUEUE } from "@/lib/services/transmissions/queue/queue";
import { requestTransmission } from "@/lib/services/transmissions/queue/request-transmission";
import { validSource } from "@/tests/factories/dossiers";
import { importingCfa } from "@/tests/factories/importing-cfa";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { testQueue } from "@/tests/helpers/test-queue";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const onPostgres = inject("templateDatabase").engine === "postgresql";
/** Only ends a test that hangs. */
const LATE = { timeout: 120_000, interval: 5 };

describe.runIf(onPostgres)("Ce que la file reçoit se dit aux ouvriers des autres processus", () => {
  const database = testDatabase();
  const simulator = testSimulator();
  const transmissions = testQueue(database, () => simulator.tba);
  const imports = testImports(database);

  /** What a worker of another process hears while something is asked. */
  async function heardDuring(ask: () => Promise<unknown>): Promise<string[]> {
    const heard: string[] = [];
    const stop = await onJobsAnnounced(database.database, (queue) => heard.push(queue));
    await ask();
    await announceJobs(database.db, "end");
    await vi.waitUntil(() => heard.includes("end"), LATE);
    await stop();
    return heard.filter((queue) => queue !== "end");
  }

  it("à la sonnerie de la nuit, à « Transmettre » et à un fichier reçu", async () => {
    const cfa = await testCfa(database.db, simulator, [validSource(1)]);
    const press = () => within(cfa.ctx, cfa.uai, requestTransmission, transmissions.boss, { resume: false });
    expect(await heardDuring(press)).toContain(TRANSMISSION_QUEUE);
    expect(await heardDuring(() => ring(database.db, transmissions.boss, null, new Date()))).toContain(
      TRANSMISSION_QUEUE,
    );
    const importing = await importingCfa(database, imports);
    expect(await heardDuring(() => importing.csv("A-1;Martin;Léa"))).toContain(IMPORT_QUEUE);
  });

  it("une fois écrit, jamais d'une demande reprise", async () => {
    const givenUp = () =>
      database.db.transaction(async (tx) => {
        await announceJobs(tx, IMPORT_QUEUE);
        throw new Error("Reprise.");
      });
    expect(await heardDuring(() => givenUp().catch(() => {}))).toEqual([]);
  });
});
