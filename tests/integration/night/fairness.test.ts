import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { transmissions } from "@/db/schema/transmissions";
import { ring } from "@/lib/night/ring";
import { createSlots } from "@/lib/night/run/pace/retry";
import { requestTransmission } from "@/lib/services/transmissions/queue/request-transmission";
import type { TbaClient } from "@/lib/tba/client";
import { validSource } from "@/tests/factories/dossiers";
import { checkTruth } from "@/tests/helpers/check-truth";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testQueue } from "@/tests/helpers/test-queue";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const simulator = testSimulator();
/** As a worker is set (lib/night/process-queue.ts). */
const CALLS_AT_ONCE = 4;
const JOBS_AT_ONCE = 6;

/** Something that happens once, and can be waited for. */
function event() {
  let happen = () => {};
  const happened = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return { happen: () => happen(), happened };
}

let before: (key: string) => Promise<void> = async () => {};
const client = (): TbaClient => ({
  ...simulator.tba,
  transmit: async (key, texts) => {
    await before(key);
    return simulator.tba.transmit(key, texts);
  },
});
const queue = testQueue(database, client);
const newCfa = (count: number) =>
  testCfa(
    database.db,
    simulator,
    Array.from({ length: count }, (_, n) => validSource(n)),
  );

describe("Un gros établissement", () => {
  it("ne fait attendre personne : quatre petits finissent pendant qu'il envoie encore", async () => {
    const [large, small] = [await newCfa(12), [await newCfa(3), await newCfa(3), await newCfa(3), await newCfa(3)]];
    const [begun, smallDone] = [event(), event()];
    const waited = new Set(small.map(({ id }) => id));
    let largeCalls = 0;
    before = async (key) => {
      if (key !== large.key) return;
      largeCalls += 1;
      begun.happen();
      // A TBA that takes its time over it: its second call is not answered as long as the others are not done with.
      if (largeCalls === 2) await smallDone.happened;
    };
    await within(large.ctx, large.uai, requestTransmission, queue.boss, { resume: false });
    const worker = await queue.worker({
      untilEmpty: false,
      slots: JOBS_AT_ONCE,
      perCall: 2,
      callSlots: createSlots(CALLS_AT_ONCE),
      onEnd: (id) => {
        waited.delete(id);
        if (waited.size === 0) smallDone.happen();
        if (id === large.id) void worker.stop();
      },
    });
    worker.wakeUp();
    await begun.happened;
    await ring(database.db, queue.boss, null, new Date());
    worker.wakeUp();
    await worker.finished;

    const [run] = await database.db.select().from(transmissions).where(eq(transmissions.etablissementId, large.id));
    expect(run).toMatchObject({ status: "completed", accepted: 12 });
    const calls = await large.calls(run?.id ?? "");
    expect(calls).toHaveLength(6);
    for (const cfa of small) {
      const [own] = await database.db.select().from(transmissions).where(eq(transmissions.etablissementId, cfa.id));
      expect(own).toMatchObject({ status: "completed", accepted: 3 });
      expect(own?.endedAt?.getTime()).toBeLessThanOrEqual(calls[1]?.answeredAt?.getTime() ?? 0);
      expect(await checkTruth(database.db, simulator, cfa)).toBe(3);
    }
  });
});
