import { desc, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { nights, transmissions } from "@/db/schema/transmissions";
import { ring } from "@/lib/night/ring";
import { ringMissed } from "@/lib/night/server/ring-missed";
import { validSource } from "@/tests/factories/dossiers";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testQueue } from "@/tests/helpers/test-queue";
import { testSimulator } from "@/tests/helpers/test-simulator";

const database = testDatabase();
const simulator = testSimulator();
const queue = testQueue(database, () => simulator.tba);

const PLANNED = { key: "2026-11-27T02:00", planned: new Date("2026-11-27T01:00:00Z") };
const hoursFrom = (hours: number) => new Date(PLANNED.planned.getTime() + hours * 3_600_000);
const look = (hours: number) => ringMissed(database.db, queue.boss, PLANNED, hoursFrom(hours));
const drainQueue = async () => (await queue.worker({ untilEmpty: true })).finished;
const keys = async () => {
  const found = await database.db.select({ key: nights.key }).from(nights).orderBy(desc(nights.startedAt));
  return found.map(({ key }) => key);
};

describe("Une nuit que personne n'a sonnée", () => {
  beforeEach(() => database.db.delete(nights));

  it("sonne dès qu'un serveur est là, une seule fois, et les dossiers partent", async () => {
    const cfa = await testCfa(database.db, simulator, [validSource(1)]);
    await ring(database.db, queue.boss, "2026-11-26T02:00", hoursFrom(-24));
    await drainQueue();
    expect(await Promise.all([look(1.5), look(1.5)])).toEqual(expect.arrayContaining([true, false]));
    expect(await look(1.7)).toBe(false);
    expect(await keys()).toEqual([PLANNED.key, "2026-11-26T02:00"]);
    await drainQueue();
    const runs = await database.db.$count(transmissions, eq(transmissions.etablissementId, cfa.id));
    expect(runs).toBe(2);
  });

  it("n'est pas remplacée par le reste de la veille : celui qui l'avait finie a la suivante aussi", async () => {
    const [done, left] = [
      await testCfa(database.db, simulator, [validSource(1)]),
      await testCfa(database.db, simulator, [validSource(2)]),
    ];
    await ring(database.db, queue.boss, null, hoursFrom(-24));
    await database.db.execute(sql`update pgboss.job set start_after = now() + interval '1 hour'
      where data ->> 'etablissementId' = ${left.id} and state = 'created'`);
    await drainQueue();
    await database.db.execute(
      sql`update pgboss.job set start_after = now() where data ->> 'etablissementId' = ${left.id}`,
    );
    expect(await ring(database.db, queue.boss, null, hoursFrom(0))).toMatchObject({ isNew: true });
    await drainQueue();
    for (const [cfa, runs] of [
      [done, 2],
      [left, 1],
    ] as const) {
      expect(await database.db.$count(transmissions, eq(transmissions.etablissementId, cfa.id))).toBe(runs);
    }
  });

  it("n'est pas prise pour celle d'un jour à venir, qu'a sonnée une horloge remise à l'heure depuis", async () => {
    const cfa = await testCfa(database.db, simulator, [validSource(1)]);
    await ring(database.db, queue.boss, "2026-11-26T02:00", hoursFrom(-24));
    await drainQueue();
    await ring(database.db, queue.boss, "2026-12-04T02:00", hoursFrom(7 * 24));
    const rung = await ring(database.db, queue.boss, null, hoursFrom(-3));
    expect(rung.isNew).toBe(true);
    expect(await ring(database.db, queue.boss, null, hoursFrom(-2))).toEqual({ ...rung, isNew: false });
    await database.db.delete(nights).where(eq(nights.startedAt, hoursFrom(-3)));
    expect(await look(1.5)).toBe(true);
    await drainQueue();
    expect(await database.db.$count(transmissions, eq(transmissions.etablissementId, cfa.id))).toBe(2);
  });

  it("sonnée de l'extérieur par deux serveurs dont l'un avance d'une minute, est la même pour l'autre", async () => {
    await testCfa(database.db, simulator, [validSource(1)]);
    const rung = await ring(database.db, queue.boss, null, hoursFrom(1 / 60));
    expect(await ring(database.db, queue.boss, null, hoursFrom(0))).toEqual({ ...rung, isNew: false });
    await drainQueue();
  });

  it("n'est pas sonnée sur un site qui vient d'être installé", async () => {
    expect(await look(1)).toBe(false);
    expect(await keys()).toEqual([]);
  });

  it("n'est pas sonnée quand une autre, à une autre heure ou de l'extérieur, a eu lieu juste avant, ni trop tard", async () => {
    await ring(database.db, queue.boss, null, hoursFrom(-5));
    expect(await look(1)).toBe(false);
    await database.db.delete(nights);
    await ring(database.db, queue.boss, "2026-11-26T02:00", hoursFrom(-24));
    expect(await look(13)).toBe(false);
    expect(await look(11)).toBe(true);
  });
});
