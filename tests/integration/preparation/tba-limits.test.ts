import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database, Db } from "@/db/database";
import { openPostgres } from "@/db/open";
import { rateLimits } from "@/db/schema/tba";
import { reportResult } from "@/lib/night/run/pace/circuit-breaker";
import { acquire } from "@/lib/night/run/pace/rate-limit";
import { pauseCouples, takeCall, waitingTime } from "@/lib/services/preparation/couples/pacer";
import { testDatabase } from "@/tests/helpers/test-database";

const TBA_LIMIT = 300;
const MINUTE_MS = 60_000;
const database = testDatabase();
/** Four processes: each its own connections. The embedded database belongs to one process, where four ask at once. */
let others: Database[] = [];
const processes = (): Db[] =>
  others.length > 0 ? others.map(({ db }) => db) : Array.from({ length: 4 }, () => database.db);

beforeAll(async () => {
  const { source } = database.database;
  if (source.engine === "postgresql")
    others = await Promise.all(Array.from({ length: 4 }, () => openPostgres(source.url, { connections: 4 })));
});
afterAll(async () => {
  for (const other of others) await other.close();
});
beforeEach(() => database.db.delete(rateLimits));

/** Asks so many times in each of four processes at once; answers how many calls may be made. */
async function askEverywhere(times: number, may: (db: Db) => Promise<boolean>): Promise<number> {
  const asked = processes().map(async (db) => {
    const answers = await Promise.all(Array.from({ length: times }, () => may(db)));
    return answers.filter(Boolean).length;
  });
  return (await Promise.all(asked)).reduce((sum, n) => sum + n, 0);
}
const couple = (db: Db) => takeCall(db);
const night = async (db: Db) => (await acquire(db, "cfa", new Date())).waitMs === 0;
const passAMinute = () => database.db.update(rateLimits).set({ windowStart: new Date(Date.now() - MINUTE_MS - 1000) });

describe("Le rythme permis par le TBA, à quatre processus", () => {
  it("donne cent couples par minute en tout, et le dit à qui attend ; puis cent la minute suivante", async () => {
    expect(await askEverywhere(60, couple)).toBe(100);
    const wait = await waitingTime(database.db);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(MINUTE_MS);
    await passAMinute();
    expect(await waitingTime(database.db)).toBe(0);
    expect(await askEverywhere(60, couple)).toBe(100);
  });

  it("compte ensemble la nuit et les couples : jamais plus que ce que le TBA permet à une adresse", async () => {
    const [couples, calls] = await Promise.all([askEverywhere(60, couple), askEverywhere(90, night)]);
    expect(couples).toBeLessThanOrEqual(100);
    expect(couples + calls).toBeLessThanOrEqual(TBA_LIMIT);
    expect(couples + calls).toBeGreaterThanOrEqual(270);
    expect(await askEverywhere(5, couple)).toBe(0);
    expect(await askEverywhere(5, night)).toBe(0);
  });

  it("laisse de la place à la nuit : les couples ne prennent pas les cent derniers appels", async () => {
    expect(await askEverywhere(50, night)).toBe(200);
    expect(await askEverywhere(5, couple)).toBe(0);
    expect(await waitingTime(database.db)).toBeGreaterThan(0);
    expect(await askEverywhere(15, night)).toBe(60);
  });

  it("s'arrête une minute pour tous quand le TBA ne répond pas à l'un, sans retenir la nuit", async () => {
    const [first, second] = processes();
    if (first === undefined || second === undefined) throw new Error("Il faut deux processus.");
    expect(await takeCall(first)).toBe(true);
    await pauseCouples(first);
    expect(await takeCall(second)).toBe(false);
    expect(await waitingTime(second)).toBeGreaterThan(MINUTE_MS - 10_000);
    expect(await night(second)).toBe(true);
    await database.db.update(rateLimits).set({ openUntil: new Date() }).where(eq(rateLimits.name, "couples"));
    expect(await takeCall(second)).toBe(true);
  });

  it("n'est pas arrêté par ce qu'a écrit une horloge remise à l'heure depuis", async () => {
    const [first] = processes();
    if (first === undefined) throw new Error("Il faut un processus.");
    const ahead = new Date(Date.now() + 24 * 60 * MINUTE_MS);
    const row = { windowStart: ahead, openUntil: null };
    await database.db.insert(rateLimits).values([
      { name: "address", count: 5000, ...row },
      { name: "organisme:cfa", count: 5000, ...row },
      { name: "couples", count: 5000, ...row, openUntil: ahead },
      { name: "tba", count: 12, ...row, openUntil: ahead },
    ]);
    // One tries, and the others wait no longer than for its answer.
    expect((await acquire(first, "cfa", new Date())).waitMs).toBe(0);
    expect((await acquire(first, "cfa", new Date())).waitMs).toBeLessThanOrEqual(MINUTE_MS);
    await reportResult(first, "answer", new Date(), { random: 0, toReset: true });
    expect(await night(first)).toBe(true);
    expect(await waitingTime(first)).toBe(0);
    expect(await takeCall(first)).toBe(true);
  });
});
