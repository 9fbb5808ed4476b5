import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rows } from "@/db/database";
import { LOCKS } from "@/db/locks";
import { alertes } from "@/db/schema/alertes";
import { auditLog } from "@/db/schema/audit";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { purges } from "@/db/schema/rgpd";
import { rateLimits } from "@/db/schema/tba";
import { calls, transmissions } from "@/db/schema/transmissions";
import { signInAttempts } from "@/db/schema/users";
import { webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import { RETENTION_KINDS, type RetentionKind } from "@/lib/domain/enumerations";
import { parisDay } from "@/lib/domain/paris-day";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { EMAIL_QUEUE } from "@/lib/services/emails/email-queue";
import { listDue } from "@/lib/services/rgpd/purge/list-due";
import { runPurge } from "@/lib/services/rgpd/purge/run-purge";
import { setRetentions } from "@/lib/services/rgpd/retentions";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { storeSighting } from "@/tests/factories/pushes";
import { storeTransmission } from "@/tests/factories/transmissions";
import { testDatabase } from "@/tests/helpers/test-database";
import { testOutbox } from "@/tests/helpers/test-outbox";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const outbox = testOutbox(database);
/** Midday: some days before, in summer, it is still the same day in Paris. */
const NOW = new Date(`${parisDay(new Date())}T11:00:00Z`);
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const forever = () => new AbortController().signal;
const DEFAULTS = { dossiers: "730", calls: "365", imports: "365", alertes: "365", webhooks: "90", "audit-log": "365" };

/** Each test has a day of its own for the purge: the last one is forgotten. */
async function purge(now = NOW, stopSignal = forever()) {
  await database.db.delete(purges).where(eq(purges.day, parisDay(now)));
  return runPurge(database.db, now, stopSignal);
}

async function cfa() {
  const own = await newEtablissement(database.db);
  return { own, admin: await person(database.db, own.id, "administrateur") };
}

const importAt = async (etablissementId: string, at: Date) => {
  const zero = { rows: 0, created: 0, modified: 0, unchanged: 0, nonApprentis: 0, setAside: [], ignoredColumns: [] };
  const [row] = await database.db
    .insert(imports)
    .values({ etablissementId, file: "f.csv", at, ...zero })
    .returning({ id: imports.id });
  return row?.id ?? "";
};

const purgeLines = async (etablissementId: string) => {
  const found = await database.db
    .select({ details: auditLog.details })
    .from(auditLog)
    .where(and(eq(auditLog.etablissementId, etablissementId), eq(auditLog.action, "purge")));
  return Object.fromEntries(found.map(({ details }) => [details.kind, details.rows]));
};

describe("La purge de la nuit", () => {
  it("retire ce qui est trop vieux, garde le reste, et compte chaque chose dans le journal", async () => {
    const { own, admin } = await cfa();
    const etablissementId = own.id;
    const [old, recent] = [
      await storeTransmission(database.db, { etablissementId, startedAt: daysAgo(370), accepted: 57 }),
      await storeTransmission(database.db, { etablissementId, startedAt: daysAgo(360) }),
    ];
    for (const days of [400, 390, 380]) await importAt(etablissementId, daysAgo(days));
    await database.db.insert(alertes).values([
      { etablissementId, kind: "no-night", openedAt: daysAgo(500), closedAt: daysAgo(400) },
      { etablissementId, kind: "no-night", openedAt: daysAgo(500), closedAt: daysAgo(100) },
      { etablissementId, kind: "silent-key", openedAt: daysAgo(500) },
    ]);
    for (const days of [400, 300]) await recordAudit({ ...admin, now: daysAgo(days) }, etablissementId, "key-saved");
    const [endpoint] = await database.db
      .insert(webhookEndpoints)
      .values({ etablissementId, url: "https://a.fr", events: ["cle.refusee"], secret: "v1.a.b.c" })
      .returning({ id: webhookEndpoints.id });
    const told = {
      endpointId: endpoint?.id ?? "",
      etablissementId,
      eventId: "msg_1",
      type: "essai" as const,
      body: {},
    };
    await database.db.insert(webhookDeliveries).values([
      { ...told, createdAt: daysAgo(91) },
      { ...told, createdAt: daysAgo(80) },
    ]);
    expect(await purge()).toBe(true);
    const removed = { calls: 1, imports: 1, alertes: 1, webhooks: 1, "audit-log": 1 };
    expect(await purgeLines(etablissementId)).toEqual(removed);
    const left = await database.db.select().from(calls);
    expect(left.filter(({ transmissionId }) => transmissionId === old)).toEqual([]);
    expect(left.filter(({ transmissionId }) => transmissionId === recent)).toHaveLength(1);
    const [run] = await database.db.select().from(transmissions).where(eq(transmissions.id, old));
    expect(run).toMatchObject({ accepted: 57, status: "completed" });
    expect(await database.db.$count(imports, eq(imports.etablissementId, etablissementId))).toBe(2);
    expect(await database.db.$count(alertes, eq(alertes.etablissementId, etablissementId))).toBe(2);
  });

  it("retire les dossiers des années finies, sauf ceux que le dernier fichier porte, qu'un logiciel envoie encore, dont le contrat dure ou l'année est corrigée", async () => {
    const { own, admin } = await cfa();
    await within(admin, own.uai, setRetentions, { ...DEFAULTS, dossiers: "90" });
    const year = Number(parisDay(NOW).slice(0, 4));
    const finished = `${year - 3}-${year - 2}`;
    const over = {
      annee_scolaire: finished,
      contrat_date_fin: `${year - 2}-06-30`,
      date_fin_formation: `${year - 2}-06-30`,
    };
    await storeDossiers(database.db, own.id, [
      validSource(1, over),
      validSource(2, { ...over, contrat_date_fin: `${year + 1}-06-30`, date_fin_formation: `${year + 1}-06-30` }),
      validSource(3, over),
      validSource(4, { ...over, annee_scolaire: "2O24" }),
      validSource(5, { ...over, annee_scolaire: `${year}-${year + 1}` }),
      validSource(6, over),
      validSource(7, over),
      validSource(8, over),
    ]);
    const corrections = { annee_scolaire: { value: `${year}-${year + 1}`, source: finished } };
    const corrected = and(eq(dossiers.etablissementId, own.id), eq(dossiers.idErpApprenant, "E-8"));
    await database.db.update(dossiers).set({ corrections }).where(corrected);
    await storeSighting(database.db, own.id, "E-6", NOW);
    await storeSighting(database.db, own.id, "E-7", daysAgo(40));
    const importId = await importAt(own.id, NOW);
    const held = and(eq(dossiers.etablissementId, own.id), eq(dossiers.idErpApprenant, "E-3"));
    await database.db.update(dossiers).set({ importId }).where(held);
    const left = async () => {
      const found = await database.db.select().from(dossiers).where(eq(dossiers.etablissementId, own.id));
      return found.map(({ idErpApprenant }) => idErpApprenant).sort();
    };
    // A run under way holds dossiers: nothing goes, and the day is not through.
    const run = await storeTransmission(database.db, {
      etablissementId: own.id,
      startedAt: NOW,
      status: "running",
      endedAt: null,
    });
    expect(await purge()).toBe(false);
    expect(await left()).toHaveLength(8);
    await database.db.update(transmissions).set({ status: "completed" }).where(eq(transmissions.id, run));
    expect(await runPurge(database.db, NOW, forever())).toBe(true);
    expect(await left()).toEqual(["E-2", "E-3", "E-4", "E-5", "E-6", "E-8"]);
    expect(await purgeLines(own.id)).toEqual({ dossiers: 2 });
  });

  it("suit la durée choisie par l'établissement, et celle-là seulement", async () => {
    const [short, usual] = [await cfa(), await cfa()];
    await within(short.admin, short.own.uai, setRetentions, { ...DEFAULTS, calls: "30" });
    for (const { own } of [short, usual])
      await storeTransmission(database.db, { etablissementId: own.id, startedAt: daysAgo(31) });
    await purge();
    expect(await purgeLines(short.own.id)).toEqual({ calls: 1 });
    expect(await purgeLines(usual.own.id)).toEqual({});
  });

  it("retire ce qui n'est à aucun établissement : essais de connexion, compteurs d'un jour, e-mails partis", async () => {
    await database.db.insert(signInAttempts).values([
      { key: "vieux", failures: 1, lastFailureAt: daysAgo(3) },
      { key: "neuf", failures: 1, lastFailureAt: NOW },
    ]);
    await database.db.insert(rateLimits).values([
      { name: "couples:2020-01-01", windowStart: daysAgo(20), count: 1 },
      { name: "couples:aujourd'hui", windowStart: NOW, count: 1 },
      { name: "ferme", windowStart: daysAgo(20), count: 1, openUntil: new Date(NOW.getTime() + 3_600_000) },
    ]);
    const user = await person(database.db, null, "lecteur");
    const userId = user.actor.kind === "person" ? user.actor.id : "";
    await outbox.post(
      database.db,
      ["a", "b"].map((about) => ({ about, userId, subject: about, text: "" })),
    );
    await database.db.execute(sql`update pgboss.job set state = 'completed', completed_on = ${daysAgo(9).toISOString()}::timestamptz
      where name = ${EMAIL_QUEUE} and data ->> 'subject' = 'a'`);
    await purge();
    const attempts = await database.db.select({ key: signInAttempts.key }).from(signInAttempts);
    expect(attempts).toEqual([{ key: "neuf" }]);
    const counters = await database.db.select({ name: rateLimits.name }).from(rateLimits).orderBy(rateLimits.name);
    expect(counters.map(({ name }) => name)).toEqual(["couples:aujourd'hui", "ferme"]);
    const emails = await rows<{ subject: string }>(
      database.db,
      sql`select data ->> 'subject' as subject from pgboss.job where name = ${EMAIL_QUEUE}`,
    );
    expect(emails).toEqual([{ subject: "b" }]);
  });

  it("ne s'arrête que chez ceux qui gardent quelque chose de trop vieux, chacun selon sa durée", async () => {
    const [short, usual] = [await cfa(), await cfa()];
    await within(short.admin, short.own.uai, setRetentions, { ...DEFAULTS, calls: "30", "audit-log": "180" });
    for (const { own, admin } of [short, usual]) {
      await storeTransmission(database.db, { etablissementId: own.id, startedAt: daysAgo(40) });
      await recordAudit({ ...admin, now: daysAgo(200) }, own.id, "key-saved");
      await importAt(own.id, daysAgo(20));
    }
    const visited = async (kind: RetentionKind) => {
      const due = await listDue(database.db, kind, parisDay(NOW));
      return [short, usual].map(({ own }) => due.some(({ id }) => id === own.id));
    };
    for (const kind of ["calls", "audit-log"] as const) expect(await visited(kind), kind).toEqual([true, false]);
    for (const kind of ["dossiers", "imports", "alertes", "webhooks"] as const) {
      expect(await visited(kind), kind).toEqual([false, false]);
    }
    await purge();
    for (const kind of RETENTION_KINDS) expect(await visited(kind), kind).toEqual([false, false]);
  });

  it("ne se fait qu'une fois par jour, et reprend ce qui fut coupé", async () => {
    const { own } = await cfa();
    await storeTransmission(database.db, { etablissementId: own.id, startedAt: daysAgo(400) });
    expect(await purge(NOW, AbortSignal.abort())).toBe(false);
    expect(await purgeLines(own.id)).toEqual({});
    expect(await runPurge(database.db, NOW, forever())).toBe(true);
    expect(await purgeLines(own.id)).toEqual({ calls: 1 });
    await storeTransmission(database.db, { etablissementId: own.id, startedAt: daysAgo(401) });
    expect(await runPurge(database.db, NOW, forever())).toBe(true);
    expect(
      await database.db.$count(auditLog, and(eq(auditLog.etablissementId, own.id), eq(auditLog.action, "purge"))),
    ).toBe(1);
  });

  it("laisse à un autre processus ce qu'il a commencé", async () => {
    if (database.database.source.engine !== "postgresql") return;
    let release = () => {};
    let held = () => {};
    const holding = new Promise<void>((resolve) => {
      held = resolve;
    });
    const other = database.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.purge})`);
      held();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    await holding;
    expect(await purge()).toBe(false);
    release();
    await other;
    expect(await runPurge(database.db, NOW, forever())).toBe(true);
  });
});
