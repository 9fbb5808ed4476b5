import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { transmissions } from "@/db/schema/transmissions";
import { ring } from "@/lib/night/ring";
import { requestTransmission } from "@/lib/services/transmissions/queue/request-transmission";
import { createTbaClient, type TbaClient } from "@/lib/tba/client";
import { validSource } from "@/tests/factories/dossiers";
import { checkTruth } from "@/tests/helpers/check-truth";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testQueue } from "@/tests/helpers/test-queue";
import { testRetryPolicy } from "@/tests/helpers/test-retry-policy";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const simulator = testSimulator();
/** How many times each apprentice's identifier left, by key; and what to do meanwhile. */
const sent = new Map<string, number>();
let during: (rank: number) => Promise<void> = async () => {};

function countingClient(): TbaClient {
  let rank = 0;
  return {
    ...simulator.tba,
    transmit: async (key, texts) => {
      for (const text of texts) {
        const who = `${key} ${JSON.parse(String(text)).id_erp_apprenant}`;
        sent.set(who, (sent.get(who) ?? 0) + 1);
      }
      await during(rank++);
      return simulator.tba.transmit(key, texts);
    },
  };
}
const queue = testQueue(database, countingClient);

const newCfa = (dossiers: number) =>
  testCfa(
    database.db,
    simulator,
    Array.from({ length: dossiers }, (_, n) => validSource(n)),
  );
type Cfa = Awaited<ReturnType<typeof newCfa>>;

const submissionsOf = ({ key }: Cfa) => [...sent].filter(([who]) => who.startsWith(key)).map(([, times]) => times);
const runsOf = ({ id }: Cfa) =>
  database.db
    .select()
    .from(transmissions)
    .where(eq(transmissions.etablissementId, id))
    .orderBy(transmissions.startedAt);
const truth = (cfa: Cfa) => checkTruth(database.db, simulator, cfa);
const drainQueue = async () => (await queue.worker({ untilEmpty: true })).finished;
const ask = (cfa: Cfa, resume = false) => within(cfa.ctx, cfa.uai, requestTransmission, queue.boss, { resume });

describe("La nuit de plusieurs établissements", () => {
  it("passe une fois chez chacun, répartie entre les ouvriers, même si deux horloges sonnent", async () => {
    const cfas = [];
    for (let n = 0; n < 9; n++) cfas.push(await newCfa(3));
    const rings = await Promise.all([1, 2, 3].map(() => ring(database.db, queue.boss, null, new Date())));
    expect(new Set(rings.map((s) => s.nightId)).size).toBe(1);
    expect(rings.filter((s) => s.isNew)).toHaveLength(1);
    const workers = await Promise.all([1, 2, 3].map(() => queue.worker({ untilEmpty: true, slots: 2 })));
    await Promise.all(workers.map((o) => o.finished));
    for (const cfa of cfas) {
      expect(submissionsOf(cfa)).toEqual([1, 1, 1]);
      expect(await runsOf(cfa)).toMatchObject([{ status: "completed", trigger: "clock", accepted: 3 }]);
      expect(await truth(cfa)).toBe(3);
    }
  });

  it("ne fait qu'une nuit d'une heure prévue, quel que soit le nombre de serveurs, même l'un après l'autre", async () => {
    const cfa = await newCfa(1);
    const key = "2026-11-25T02:00";
    expect(await ring(database.db, queue.boss, key, new Date())).toMatchObject({ isNew: true });
    await drainQueue();
    expect(await ring(database.db, queue.boss, key, new Date())).toMatchObject({ isNew: false });
    await drainQueue();
    expect(submissionsOf(cfa)).toEqual([1]);
  });

  it("n'est pas arrêtée chez les autres par celui dont la clé est refusée ou qui n'en a pas", async () => {
    const refused = await newCfa(1);
    await refused.fault({ type: "cle-revoquee" });
    const good = await newCfa(1);
    await ring(database.db, queue.boss, null, new Date());
    await drainQueue();
    expect(await runsOf(refused)).toMatchObject([{ status: "failed", notSent: 1 }]);
    expect(await queue.jobs(refused.id)).toMatchObject([{ state: "completed" }]);
    expect(await truth(good)).toBe(1);
  });
});

describe("« Transmettre maintenant »", () => {
  it("est le même travail : un seul à la fois pour un établissement", async () => {
    const cfa = await newCfa(1);
    let seconde: Promise<unknown> = Promise.resolve();
    during = async () => {
      seconde = ask(cfa).catch((error) => error);
      await seconde;
    };
    await ask(cfa);
    await ask(cfa);
    await drainQueue();
    during = async () => {};
    expect(await seconde).toMatchObject({ code: "CONFLICT" });
    expect(submissionsOf(cfa)).toEqual([1]);
    expect(await runsOf(cfa)).toMatchObject([{ trigger: "manual", status: "completed" }]);
  });

  it("passe devant la nuit", async () => {
    const [nightly, hurried] = [await newCfa(1), await newCfa(1)];
    await ring(database.db, queue.boss, null, new Date());
    await ask(hurried);
    await (await queue.worker({ untilEmpty: true, slots: 1 })).finished;
    const [run] = await runsOf(hurried);
    const [other] = await runsOf(nightly);
    expect(run?.endedAt?.getTime()).toBeLessThanOrEqual(other?.startedAt.getTime() ?? 0);
    expect(run).toMatchObject({ trigger: "manual" });
  });
});

describe("Un arrêt demandé au milieu d'une nuit", () => {
  it("finit l'appel en cours et le range ; la suite part ensuite, et rien deux fois", async () => {
    const cfa = await newCfa(20);
    await ask(cfa);
    const worker = await queue.worker({ untilEmpty: false, perCall: 4 });
    let stopSignal: Promise<void> = Promise.resolve();
    during = async (rank) => {
      if (rank === 1) stopSignal = worker.stop();
    };
    worker.wakeUp();
    await worker.finished;
    await stopSignal;
    during = async () => {};
    expect(await runsOf(cfa)).toMatchObject([{ status: "interrupted", eligibles: 20, accepted: 8, notSent: 12 }]);
    expect(await truth(cfa)).toBe(8);
    expect(await queue.jobs(cfa.id)).toMatchObject([{ state: "retry", ready: true }]);
    await drainQueue();
    const [first, seconde] = await runsOf(cfa);
    expect(seconde).toMatchObject({ status: "completed", eligibles: 12, accepted: 12, resumedFrom: first?.id });
    expect(new Set(submissionsOf(cfa))).toEqual(new Set([1]));
    expect(await truth(cfa)).toBe(20);
  });
});

describe("Un TBA en panne", () => {
  it("fait remettre la transmission à plus tard, et la sonnerie suivante la reprend", async () => {
    const cfa = await newCfa(6);
    await cfa.fault({ type: "statut", statut: 500, nombre: null });
    await ask(cfa);
    await drainQueue();
    expect(await queue.jobs(cfa.id)).toMatchObject([
      { state: "retry", ready: false, data: { resume: true, deferrals: 1 } },
    ]);
    await simulator.restore(cfa.key);
    await drainQueue();
    expect(await truth(cfa)).toBe(0);
    await ring(database.db, queue.boss, null, new Date());
    await drainQueue();
    expect(await runsOf(cfa)).toMatchObject([{ status: "failed" }, { status: "completed", accepted: 6 }]);
    expect(await truth(cfa)).toBe(6);
  });

  it("n'est pas seul à faire attendre : un travail qui échoue à chaque fois attend son heure, et ne reprend pas sans fin", async () => {
    const cfa = await newCfa(1);
    await ask(cfa);
    await database.db.execute(sql`update pgboss.job set data = data || '{"nightId": "pas une nuit"}'::jsonb
      where data ->> 'etablissementId' = ${cfa.id}`);
    await drainQueue();
    expect(await queue.jobs(cfa.id)).toMatchObject([{ state: "retry", ready: false, data: { deferrals: 1 } }]);
    expect(await runsOf(cfa)).toEqual([]);
  });

  it("n'est plus appelé quand il ne répond à personne ; puis un seul essaie, et tout repart", async () => {
    const cfas: [Cfa, Cfa, Cfa] = [await newCfa(2), await newCfa(2), await newCfa(2)];
    const nowhere = createTbaClient({ baseUrl: "http://127.0.0.1:9/api" });
    const retry = testRetryPolicy();
    const waitsOf = async (cfa: Cfa) => {
      const debut = retry.waits.length;
      await cfa.send({ tba: nowhere, retry });
      return retry.waits.slice(debut).reduce((sum, ms) => sum + ms, 0);
    };
    // Five waits between six attempts, nothing more, as long as ten failures in a row were not seen.
    expect(await waitsOf(cfas[0])).toBe(31_000);
    await waitsOf(cfas[1]);
    expect(await waitsOf(cfas[2])).toBeGreaterThan(10 * 60_000);
    for (const cfa of cfas) {
      expect((await cfa.send({ resume: true, retry })).summary).toMatchObject({ status: "completed", accepted: 2 });
      expect(await truth(cfa)).toBe(2);
    }
  });
});
