import { eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rows } from "@/db/database";
import { acquireLivenessLock, type LivenessLock } from "@/db/liveness-lock";
import { etablissements } from "@/db/schema/etablissements";
import { imports } from "@/db/schema/imports";
import { rapprochements } from "@/db/schema/rapprochements";
import { transmissions } from "@/db/schema/transmissions";
import { webhookDeliveries } from "@/db/schema/webhooks";
import { restoreLostJobs } from "@/lib/night/lost-jobs";
import { keepRunsOut } from "@/lib/services/dossiers/forget-dossiers";
import { requestApplication } from "@/lib/services/imports/request-import";
import { MANUAL_PRIORITY } from "@/lib/services/transmissions/queue/queue";
import { queueDeliveries } from "@/lib/services/webhooks/queue-deliveries";
import { validSource } from "@/tests/factories/dossiers";
import { newEtablissement } from "@/tests/factories/etablissement";
import { fileRow, HEADINGS, importingCfa } from "@/tests/factories/importing-cfa";
import { storeTransmission } from "@/tests/factories/transmissions";
import { newEndpoint } from "@/tests/factories/webhooks";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { testQueue } from "@/tests/helpers/test-queue";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { toldSoftware } from "@/tests/helpers/told-software";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const simulator = testSimulator();
const files = testImports(database);
const queue = testQueue(database, () => simulator.tba);
const software = toldSoftware();

/** Nobody's number: the process is dead. */
const DEAD = 1;
let alive: LivenessLock;
beforeAll(async () => {
  alive = await acquireLivenessLock(database.database);
});
afterAll(() => alive.close());

const restore = () =>
  restoreLostJobs({
    database: database.database,
    boss: queue.boss,
    outbox: { post: async () => {} },
    me: alive.number,
  });
const loseAll = () => database.db.execute(sql`delete from pgboss.job`);
const CSV = new TextEncoder().encode([HEADINGS, fileRow("A-1", "Martin"), fileRow("A-2", "Durand")].join("\n"));
const since = (minutes: number) => ({
  done: 1,
  total: 2,
  startedAt: new Date(Date.now() - minutes * 60_000).toISOString(),
});

async function received() {
  const cfa = await importingCfa(database, files);
  const { id } = await files.receive(cfa.ctx, cfa.uai, "essai.csv", CSV);
  const set = (change: Partial<typeof imports.$inferInsert>) =>
    database.db.update(imports).set(change).where(eq(imports.id, id));
  return { cfa, id, set, state: async () => (await cfa.importRow(id)).state };
}

async function asked() {
  const found = await received();
  await files.work();
  await within(found.cfa.ctx, found.cfa.uai, requestApplication, files.boss, found.id);
  return found;
}

describe("Un import dont la file a perdu le travail", () => {
  it.each([
    ["reçu", () => ({ progress: null })],
    ["en lecture chez un mort", () => ({ state: "reading", ownerId: DEAD, progress: since(1) }) as const],
    [
      "en lecture depuis plus d'une heure",
      () => ({ state: "reading", ownerId: alive.number, progress: since(61) }) as const,
    ],
  ])("%s, est lu", async (_, change) => {
    const { id, set, state, cfa } = await received();
    await set(change());
    await loseAll();
    expect(await restore()).toBe(1);
    expect(await restore()).toBe(0);
    await files.work();
    expect(await state()).toBe("preview");
    expect(await cfa.staged(id)).toHaveLength(2);
  });

  it.each([
    // Who read it lives, and has nothing more to do of it.
    ["demandé", () => ({ ownerId: alive.number, progress: null })],
    ["commencé par un mort", () => ({ ownerId: DEAD, progress: since(1) })],
  ])("%s, est appliqué, et une fois", async (_, change) => {
    const { set, state, cfa } = await asked();
    await set(change());
    await loseAll();
    expect(await restore()).toBe(1);
    await files.work();
    expect(await state()).toBe("applied");
    expect((await cfa.stored()).size).toBe(2);
  });

  it("n'est pas touché tant qu'un processus vivant y travaille, que sa demande attend, ou qu'il attend quelqu'un", async () => {
    const waiting = await received();
    expect(await restore()).toBe(0);
    // Its process died: the queue will give it to another one, or has just done so.
    for (const job of ["retry", "active"]) {
      await database.db.execute(
        sql`update pgboss.job set state = ${job}::pgboss.job_state where data ->> 'importId' = ${waiting.id}`,
      );
      expect(await restore()).toBe(0);
    }
    await waiting.set({ state: "reading", ownerId: alive.number, progress: since(1) });
    await loseAll();
    expect(await restore()).toBe(0);
    await waiting.set({ state: "received", sameAs: waiting.id, progress: null });
    expect(await restore()).toBe(0);
    await waiting.set({ state: "preview" });
  });
});

const newCfa = () =>
  testCfa(
    database.db,
    simulator,
    Array.from({ length: 3 }, (_, n) => validSource(n)),
  );

/** A run that a process left open, its last sign of life so many minutes ago. */
async function openRun(etablissementId: string, ownerId: number, minutes = 1) {
  const at = new Date(Date.now() - minutes * 60_000);
  const run = { status: "running", startedAt: at, heartbeatAt: at, endedAt: null } as const;
  const id = await storeTransmission(database.db, { etablissementId, trigger: "manual", ownerId, ...run }, null);
  const found = async () => (await database.db.select().from(transmissions).where(eq(transmissions.id, id)))[0];
  return { id, status: async () => (await found())?.status };
}

describe("Une transmission dont la file a perdu le travail", () => {
  it.each([
    ["d'un processus mort", () => DEAD, 1],
    ["muette depuis plus d'une demi-heure", () => alive.number, 31],
  ])("%s, est dite interrompue et reprise", async (_, owner, minutes) => {
    const cfa = await newCfa();
    const run = await openRun(cfa.id, owner(), minutes);
    expect(await restore()).toBe(1);
    expect(await run.status()).toBe("interrupted");
    expect(await queue.jobs(cfa.id)).toMatchObject([{ state: "created", data: { resume: true, trigger: "manual" } }]);
    // A person waits for it.
    const ahead = sql`select priority from pgboss.job where singleton_key = ${cfa.id}`;
    expect(await rows(database.db, ahead)).toEqual([{ priority: MANUAL_PRIORITY }]);
    await (await queue.worker({ untilEmpty: true })).finished;
    expect(await cfa.atTba()).toHaveLength(3);
  });

  it("sans clé depuis, est dite interrompue : elle retenait les effacements pour toujours", async () => {
    const { id } = await newEtablissement(database.db);
    const run = await openRun(id, DEAD);
    expect(await keepRunsOut(database.db, id)).toBe(false);
    expect(await restore()).toBe(1);
    expect(await run.status()).toBe("interrupted");
    expect(await keepRunsOut(database.db, id)).toBe(true);
    expect(await queue.jobs(id)).toEqual([]);
  });

  it("de la nuit, là où elle n'est plus voulue, est dite interrompue sans être reprise", async () => {
    const [stopped, wanted] = [await newCfa(), await newCfa()];
    await database.db
      .update(etablissements)
      .set({ transmissionActive: false })
      .where(eq(etablissements.id, stopped.id));
    const runs = [await openRun(stopped.id, DEAD), await openRun(wanted.id, DEAD)];
    await database.db
      .update(transmissions)
      .set({ trigger: "clock" })
      .where(inArray(transmissions.etablissementId, [stopped.id, wanted.id]));
    expect(await restore()).toBe(2);
    for (const run of runs) expect(await run.status()).toBe("interrupted");
    expect(await queue.jobs(stopped.id)).toEqual([]);
    expect(await queue.jobs(wanted.id)).toMatchObject([{ data: { trigger: "clock" } }]);
    await (await queue.worker({ untilEmpty: true })).finished;
  });

  it("n'est pas touchée tant que son processus vit", async () => {
    const run = await openRun((await newCfa()).id, alive.number, 29);
    expect(await restore()).toBe(0);
    expect(await run.status()).toBe("running");
    await database.db.update(transmissions).set({ ownerId: DEAD }).where(eq(transmissions.id, run.id));
    expect(await restore()).toBe(1);
    await (await queue.worker({ untilEmpty: true })).finished;
  });
});

describe("Le reste de ce que la file portait", () => {
  it.each(["waiting", "running"] as const)("un rapprochement (%s) est fait", async (state) => {
    const { id: etablissementId } = await newEtablissement(database.db);
    await database.db.insert(rapprochements).values({ etablissementId, at: new Date(), state });
    expect(await restore()).toBe(1);
    await files.work();
    const own = eq(rapprochements.etablissementId, etablissementId);
    expect((await database.db.select().from(rapprochements).where(own))[0]?.state).toBe("done");
  });

  it("une notification échue retrouve un travail, celle d'un essai jamais", async () => {
    const { ctx, uai, id: etablissementId } = await newCfa();
    const { id: endpointId } = await newEndpoint(ctx, uai, software.url("/perdue"));
    const one = { endpointId, etablissementId, body: {}, createdAt: new Date(), queued: true } as const;
    await database.db.insert(webhookDeliveries).values([
      { ...one, eventId: "due", type: "cle.refusee" },
      { ...one, eventId: "later", type: "cle.refusee", nextAttemptAt: new Date(Date.now() + 3_600_000) },
      { ...one, eventId: "test", type: "essai" },
    ]);
    await loseAll();
    expect(await restore()).toBe(1);
    await queueDeliveries(database.db, queue.boss);
    expect(await restore()).toBe(0);
  });
});
