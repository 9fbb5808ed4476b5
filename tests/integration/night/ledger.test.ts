import { eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { rateLimits, tbaKeys } from "@/db/schema/tba";
import { calls, nights, transmissions } from "@/db/schema/transmissions";
import { ring } from "@/lib/night/ring";
import { heartbeat, RunLostError, recordCall } from "@/lib/night/run/ledger";
import { findResumable } from "@/lib/night/run/ledger-open";
import { tryHalfOpen } from "@/lib/night/run/pace/circuit-breaker";
import { validSource } from "@/tests/factories/dossiers";
import { giveKey, newEtablissement } from "@/tests/factories/etablissement";
import { storeTransmission } from "@/tests/factories/transmissions";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testQueue } from "@/tests/helpers/test-queue";
import { testSimulator } from "@/tests/helpers/test-simulator";

const database = testDatabase();
const simulator = testSimulator();
const queue = testQueue(database, () => simulator.tba);

const LONG_AGO = new Date("2026-11-26T01:00:00Z");
const CALL = { sequence: 1, attempt: 1, dossierIds: [], bytes: 2, requestedAt: LONG_AGO };

/** A run that its process forgot, of an établissement of its own. */
async function run(status: "running" | "completed") {
  const { id: etablissementId } = await newEtablissement(database.db);
  return storeTransmission(database.db, { etablissementId, startedAt: LONG_AGO, heartbeatAt: LONG_AGO, status }, null);
}
const linesOf = (...ids: string[]) =>
  database.db
    .select({ id: transmissions.id, heartbeatAt: transmissions.heartbeatAt, waitingFor: transmissions.waitingFor })
    .from(transmissions)
    .where(inArray(transmissions.id, ids));
const callsOf = (...ids: string[]) => database.db.$count(calls, inArray(calls.transmissionId, ids));

describe("Une transmission qui dit qu'elle vit", () => {
  it("ne le dit que d'elle : celle d'un autre établissement qui s'est tue reste à reprendre", async () => {
    const [mine, other] = [await run("running"), await run("running")];
    const silent = await linesOf(other);
    await heartbeat(database.db, mine, "Le TBA demande de ralentir.");
    const [line] = await linesOf(mine);
    expect(line?.waitingFor).toBe("Le TBA demande de ralentir.");
    expect(line?.heartbeatAt.getTime()).toBeGreaterThan(LONG_AGO.getTime());
    await recordCall(database.db, mine, CALL);
    expect((await linesOf(mine))[0]?.waitingFor).toBeNull();
    expect([await callsOf(mine), await callsOf(other)]).toEqual([1, 0]);
    expect(await linesOf(other)).toEqual(silent);
  });

  it("n'écrit plus rien une fois close par une autre : ni signe de vie, ni demande", async () => {
    const [closed, ...others] = [await run("completed"), await run("running")];
    const before = await linesOf(closed, ...others);
    await expect(heartbeat(database.db, closed, null)).rejects.toThrow(RunLostError);
    await expect(recordCall(database.db, closed, CALL)).rejects.toThrow(RunLostError);
    expect(await callsOf(closed, ...others)).toBe(0);
    expect(await linesOf(closed, ...others)).toEqual(before);
  });

  it("garde de chaque appel refusé ce que le TBA en a dit", async () => {
    const cfa = await testCfa(database.db, simulator, [validSource(1), validSource(2)]);
    await cfa.fault({ type: "400-dossier", id_erp_apprenant: "E-1" });
    const { summary } = await cfa.send();
    const told = (await cfa.calls(summary.id)).map(({ kind, reason }) => [kind, reason]);
    expect(told).toContainEqual(["request-refused", "Document failed validation"]);
    expect(told).toContainEqual(["answer", null]);
  });
});

describe("Une transmission coupée", () => {
  it("est reprise dans les douze heures, et non chaque nuit quand elle est datée d'un jour à venir", async () => {
    const { id: etablissementId } = await newEtablissement(database.db);
    const now = new Date("2027-03-28T01:00:00Z");
    const cutAt = (hours: number) =>
      storeTransmission(
        database.db,
        { etablissementId, startedAt: new Date(now.getTime() + hours * 3_600_000), status: "interrupted" },
        null,
      );
    const resumed = async () => (await findResumable(database.db, etablissementId, now, true))?.id ?? null;
    await cutAt(-13);
    expect(await resumed()).toBeNull();
    const id = await cutAt(-11);
    expect(await resumed()).toBe(id);
    // The server's clock was a week ahead.
    await cutAt(7 * 24);
    expect(await resumed()).toBeNull();
  });
});

describe("Le disjoncteur", () => {
  const NOW = new Date("2026-11-27T01:00:00Z");
  const put = (name: string, openUntil: Date | null) =>
    database.db.insert(rateLimits).values({ name, windowStart: NOW, count: 10, openUntil });
  const rowOf = async (name: string) =>
    (await database.db.select().from(rateLimits).where(eq(rateLimits.name, name)))[0];
  beforeEach(() => database.db.delete(rateLimits));

  it("fermé, ne laisse essayer qu'un seul, et ne touche au rythme de personne", async () => {
    const past = new Date(NOW.getTime() - 1000);
    await put("tba", past);
    await put("address", null);
    const address = await rowOf("address");
    const waits = [];
    for (let caller = 0; caller < 2; caller++) waits.push(await tryHalfOpen(database.db, past, NOW.getTime()));
    expect(waits).toEqual([0, 60_000]);
    expect(await rowOf("address")).toEqual(address);
  });

  it("ouvert, fait attendre tout le monde jusqu'à son heure", async () => {
    const later = new Date(NOW.getTime() + 30_000);
    await put("tba", later);
    expect(await tryHalfOpen(database.db, later, NOW.getTime())).toBe(30_000);
    expect((await rowOf("tba"))?.openUntil).toEqual(later);
  });
});

it("Une nuit sonnée garde combien d'établissements elle avait à transmettre", async () => {
  for (let cfa = 0; cfa < 2; cfa++) {
    const { id } = await newEtablissement(database.db);
    await giveKey(database.db, id, simulator.newKey());
  }
  const { nightId } = await ring(database.db, queue.boss, "2026-11-28T02:00", new Date("2026-11-28T01:00:00Z"));
  const [night] = await database.db.select().from(nights).where(eq(nights.id, nightId));
  expect(night?.etablissements).toBe(await database.db.$count(tbaKeys));
  expect(night?.etablissements).toBeGreaterThanOrEqual(2);
});
