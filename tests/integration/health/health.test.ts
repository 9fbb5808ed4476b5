import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { nights } from "@/db/schema/transmissions";
import { loadHealth } from "@/lib/services/health/load-health";
import { openQueue, TRANSMISSION_QUEUE } from "@/lib/services/transmissions/queue/queue";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const NOW = new Date("2027-03-02T12:00:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
const read = (open = async () => database.db) => loadHealth(open, "1.2.3", NOW);

/** Changes the state of one waiting job of the queue, and the instant from which it could run. */
const onChange = (state: string, minutesAgo: number) =>
  database.db.execute(sql`update pgboss.job set state = ${state}::pgboss.job_state, start_after = ${ago(minutesAgo)}::timestamptz
    where (name, id) = (select name, id from pgboss.job where state = 'created' and start_after > ${ago(0)}::timestamptz limit 1)`);

beforeEach(async () => {
  await database.db.delete(nights);
});

describe("La santé du service", () => {
  it("est bonne sur une installation neuve, avant la première nuit et sans file", async () => {
    const { database: b, ...remaining } = await read();
    expect(remaining).toEqual({
      state: "ok",
      queue: { pending: 0, inProgress: 0, late: 0 },
      lastNight: null,
      version: "1.2.3",
    });
    expect(b.ok).toBe(true);
    expect(b.latencyMs).toBeGreaterThanOrEqual(0);
  });

  it("est dégradée quand la dernière nuit a plus de 36 heures", async () => {
    await database.db.insert(nights).values({ startedAt: new Date(ago(60 * 80)), etablissements: 2 });
    await database.db.insert(nights).values({ startedAt: new Date(ago(60 * 35.5)), etablissements: 3 });
    expect(await read()).toMatchObject({ state: "ok", lastNight: { ageHours: 35.5, etablissements: 3 } });
    await database.db.delete(nights);
    await database.db.insert(nights).values({ startedAt: new Date(ago(60 * 37)), etablissements: 3 });
    expect(await read()).toMatchObject({ state: "degraded", lastNight: { startedAt: ago(60 * 37), ageHours: 37 } });
  });

  it("est dégradée quand un travail attend depuis plus d'une demi-heure, et compte la file", async () => {
    const boss = await openQueue(database.database);
    const later = { startAfter: new Date("2030-01-01T00:00:00Z") };
    const add = (queue: string) => boss.send(queue, {}, { ...later, singletonKey: randomUUID() });
    try {
      await boss.createQueue("autre-file");
      await add("autre-file");
      await onChange("created", 90);
      for (let i = 0; i < 7; i++) await add(TRANSMISSION_QUEUE);
      await onChange("created", 10);
      await onChange("retry", 5);
      await onChange("active", 90);
      for (const done of ["completed", "cancelled", "failed"]) await onChange(done, 90);
      expect(await read()).toMatchObject({ state: "ok", queue: { pending: 3, inProgress: 1, late: 0 } });
      await onChange("created", 31);
      expect(await read()).toMatchObject({ state: "degraded", queue: { pending: 3, inProgress: 1, late: 1 } });
    } finally {
      await boss.stop({ graceful: false });
    }
  });

  it("est en panne quand la base refuse ou se tait, en deux secondes, sans dire pourquoi", async () => {
    const secret = "postgresql://utilisateur:mot-de-passe@serveur";
    const fault = { state: "down", database: { ok: false, latencyMs: null }, queue: null, lastNight: null };
    expect(await read(() => Promise.reject(new Error(secret)))).toEqual({ ...fault, version: "1.2.3" });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const answer = read(() => new Promise(() => {}));
      vi.advanceTimersByTime(2000);
      expect(await answer).toEqual({ ...fault, version: "1.2.3" });
    } finally {
      vi.useRealTimers();
    }
  });
});
