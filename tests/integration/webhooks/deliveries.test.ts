import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rows } from "@/db/database";
import { webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import { listAudit } from "@/lib/services/audit/list-audit";
import { deliverWebhooks } from "@/lib/services/webhooks/deliver-webhooks";
import { recordEvent } from "@/lib/services/webhooks/record-event";
import { resendDelivery } from "@/lib/services/webhooks/resend-delivery";
import { waitAfter } from "@/lib/services/webhooks/webhook-queue";
import { cfaWithJeton } from "@/tests/factories/software";
import { newEndpoint, onlyEndpoint, waitsAreOver } from "@/tests/factories/webhooks";
import { audited } from "@/tests/helpers/audited";
import { testDatabase } from "@/tests/helpers/test-database";
import { testOutbox } from "@/tests/helpers/test-outbox";
import { toldSoftware } from "@/tests/helpers/told-software";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const outbox = testOutbox(database);
const software = toldSoftware();
const DAY_MS = 24 * 3600_000;
const NO_FILTER = { personId: "", action: null, from: null, to: null, address: "", page: 1 };

const round = (now?: Date) =>
  deliverWebhooks({ db: database.db, boss: outbox.boss, ...(now !== undefined && { now: () => now }) });
const happen = (etablissementId: string, at = new Date()) =>
  recordEvent(database.db, etablissementId, "cle.refusee", at, () => ({ path: "/parametrage", data: {} }));

describe("Une notification qui n'arrive pas", () => {
  it("est tentée de nouveau sous le même nom, de plus en plus tard pendant un peu plus d'un jour, puis abandonnée", async () => {
    const cfa = await cfaWithJeton(database.db);
    await newEndpoint(cfa.ctx, cfa.uai, software.url("/panne"));
    software.answer("/panne", 503);
    await happen(cfa.id);
    let now = new Date();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt++) {
      await round(now);
      const [delivery] = (await onlyEndpoint(cfa.ctx, cfa.uai)).deliveries;
      expect(delivery).toMatchObject({ attempts: attempt, httpStatus: 503, failure: "status" });
      if (delivery?.nextAttemptAt === undefined || delivery.nextAttemptAt === null) break;
      waits.push(new Date(delivery.nextAttemptAt).getTime() - now.getTime());
      // Not before its time.
      await round(now);
      expect(software.count("/panne")).toBe(attempt);
      now = new Date(delivery.nextAttemptAt);
      await waitsAreOver(database.db);
    }
    expect(waits).toHaveLength(7);
    expect(waits.every((wait, rank) => rank === 0 || wait > (waits[rank - 1] ?? 0))).toBe(true);
    const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3600_000;
    expect(hours).toBeGreaterThan(24);
    expect(hours).toBeLessThan(36);
    const endpoint = await onlyEndpoint(cfa.ctx, cfa.uai);
    expect(endpoint).toMatchObject({ active: true, deliveries: [{ state: "failed", nextAttemptAt: null }] });
    const ids = software.ids("/panne");
    expect([ids.length, new Set(ids).size]).toEqual([8, 1]);
  });

  it("les attentes sont celles de la spécification, avec un peu de hasard", () => {
    expect([1, 2, 3, 7, 8].map((n) => waitAfter(n, 0))).toEqual([5, 300, 1800, 50_400, null]);
    expect(waitAfter(2, 1)).toBe(330);
  });

  it("après cinq jours sans une réussite, l'adresse n'est plus prévenue, et le journal le dit", async () => {
    const cfa = await cfaWithJeton(database.db);
    await newEndpoint(cfa.ctx, cfa.uai, software.url("/morte"));
    software.answer("/morte", 500);
    await happen(cfa.id);
    await round();
    const own = eq(webhookEndpoints.etablissementId, cfa.id);
    const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
    const lastAttempt = () =>
      database.db.update(webhookDeliveries).set({ attempts: 7 }).where(eq(webhookDeliveries.etablissementId, cfa.id));
    await database.db
      .update(webhookEndpoints)
      .set({ failingSince: ago(4) })
      .where(own);
    await lastAttempt();
    await waitsAreOver(database.db);
    await round();
    expect(await onlyEndpoint(cfa.ctx, cfa.uai)).toMatchObject({ active: true, deliveries: [{ state: "failed" }] });
    await database.db
      .update(webhookEndpoints)
      .set({ failingSince: ago(6) })
      .where(own);
    await happen(cfa.id);
    await happen(cfa.id);
    await lastAttempt();
    await round();
    const endpoint = await onlyEndpoint(cfa.ctx, cfa.uai);
    expect(endpoint).toMatchObject({ active: false, disabledAt: expect.any(String) });
    expect(endpoint.deliveries.map(({ state }) => state)).toEqual(["failed", "failed", "failed"]);
    const { lines } = await within(cfa.ctx, cfa.uai, listAudit, NO_FILTER);
    expect(lines[0]).toMatchObject({ by: "Automatique (nuit)", sentence: expect.stringContaining("127.0.0.1") });
    // Nothing is kept for it meanwhile.
    await happen(cfa.id);
    expect((await onlyEndpoint(cfa.ctx, cfa.uai)).deliveries).toHaveLength(3);
  });

  it("410 : le logiciel n'en veut plus, elle s'arrête aussitôt", async () => {
    const cfa = await cfaWithJeton(database.db);
    await newEndpoint(cfa.ctx, cfa.uai, software.url("/partie"));
    software.answer("/partie", 410);
    await happen(cfa.id);
    await round();
    expect(await onlyEndpoint(cfa.ctx, cfa.uai)).toMatchObject({ active: false, deliveries: [{ state: "failed" }] });
    expect(await audited(database.db, cfa.id)).toContain("webhook-disabled");
  });

  it("reste à faire quand le processus meurt pendant l'appel, et un autre la fait", async () => {
    const cfa = await cfaWithJeton(database.db);
    await newEndpoint(cfa.ctx, cfa.uai, software.url("/tue"));
    await happen(cfa.id);
    const dies = async () => Promise.reject(new Error("le processus meurt"));
    await deliverWebhooks({ db: database.db, boss: outbox.boss, send: dies });
    expect((await onlyEndpoint(cfa.ctx, cfa.uai)).deliveries).toMatchObject([{ state: "waiting", attempts: 0 }]);
    // The queue's own watch gives the job back when its time is over.
    await rows(
      database.db,
      sql`update pgboss.job set state = 'retry', start_after = now(), retry_count = retry_count + 1
      where name = 'webhook' and state = 'active'`,
    );
    await round();
    expect((await onlyEndpoint(cfa.ctx, cfa.uai)).deliveries).toMatchObject([{ state: "done", attempts: 1 }]);
  });

  it("se renvoie à la main, sous le même nom, à côté de ce que l'historique en dit", async () => {
    const cfa = await cfaWithJeton(database.db);
    await newEndpoint(cfa.ctx, cfa.uai, software.url("/renvoi"));
    software.answer("/renvoi", 500);
    await happen(cfa.id);
    await round();
    software.answer("/renvoi", 200);
    const first = (await onlyEndpoint(cfa.ctx, cfa.uai)).deliveries[0]?.id ?? "";
    // One that waits is brought forward.
    await within(cfa.ctx, cfa.uai, resendDelivery, outbox.boss, first);
    await round();
    await waitsAreOver(database.db);
    await round();
    expect(software.count("/renvoi")).toBe(2);
    await within({ ...cfa.ctx, now: new Date() }, cfa.uai, resendDelivery, outbox.boss, first);
    await round();
    const { deliveries } = await onlyEndpoint(cfa.ctx, cfa.uai);
    expect(deliveries.map(({ state, attempts }) => [state, attempts])).toEqual([
      ["done", 1],
      ["done", 2],
    ]);
    expect(new Set(software.ids("/renvoi")).size).toBe(1);
    expect(await audited(database.db, cfa.id)).toContain("webhook-resent");
  });
});
