import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { etablissements } from "@/db/schema/etablissements";
import { rateLimits, tbaCouples } from "@/db/schema/tba";
import { checkCouples } from "@/lib/services/preparation/couples/check-couples";
import { recheckCouples } from "@/lib/services/preparation/couples/recheck-couples";
import type { OrganismeAnswer } from "@/lib/tba/client";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const UNKNOWN_SIRET = "59904711500010";
const database = testDatabase();
const closed = { etablissement_formateur_uai: "0352660B", etablissement_formateur_siret: "82409268800026" };
const simulator = testSimulator(
  [{ uai: "0359471E", siret: UNKNOWN_SIRET }],
  [{ uai: "0352660B", siret: "82409268800026" }],
);

/** The driver opens a connection by a timer: all of them are open before a test stops the clock. */
beforeAll(async () => {
  const { system, door } = database.database.gate;
  const all = [system, door].flatMap((db) => Array.from({ length: 10 }, () => db.execute(sql`select pg_sleep(0.05)`)));
  await Promise.all(all);
});
const DAY = 24 * 60 * 60 * 1000;
/** The hour moves when a test says so. */
const CLOCK = ["Date" as const, "setTimeout" as const, "clearTimeout" as const];

const unknown = { etablissement_formateur_uai: "0359471e", etablissement_formateur_siret: "599 047 115 00010" };

async function cfa(sources: Parameters<typeof storeDossiers>[2]) {
  await database.db.delete(tbaCouples);
  // What another test's TBA did not answer is not this one's.
  await database.db.delete(rateLimits);
  const etablissement = await newEtablissement(database.db);
  await storeDossiers(database.db, etablissement.id, sources);
  const codes = async (id: string) =>
    (await storedDossiers(database.db, etablissement.id)).get(id)?.anomalies.map((a) => a.code) ?? [];
  const requests: string[] = [];
  /** The simulated TBA, over HTTP, and what was asked of it. */
  const tba = {
    findOrganisme: (uai: string | null, siret: string) => {
      requests.push(`${uai}:${siret}`);
      return simulator.tba.findOrganisme(uai, siret);
    },
  };
  const verify = (days = 0) =>
    checkCouples({ db: database.db, now: new Date(Date.now() + days * DAY) }, etablissement.id, tba);
  return { ...etablissement, codes, requests, verify, tba };
}

describe("Les couples UAI et SIRET", () => {
  it("que le TBA ne connaît pas sont un risque, jamais un refus", async () => {
    const { id, codes, verify } = await cfa([validSource(1), validSource(2, unknown)]);
    await verify();
    expect(await codes("E-1")).not.toContain("COUPLE_INCONNU");
    expect(await codes("E-2")).toContain("COUPLE_INCONNU");
    expect((await storedDossiers(database.db, id)).get("E-2")?.blocked).toBe(false);
  });

  it("dont l'organisme est fermé sont un risque, que la direction peut lever", async () => {
    const { id, codes, verify } = await cfa([validSource(1), validSource(2, closed)]);
    await verify();
    expect(await codes("E-1")).not.toContain("ORGANISME_FERME");
    const found = (await storedDossiers(database.db, id)).get("E-2");
    expect(found?.anomalies).toContainEqual(expect.objectContaining({ code: "ORGANISME_FERME", actor: "direction" }));
    expect(found?.blocked).toBe(false);
    await database.db.update(tbaCouples).set({ closed: false });
    await verify(1);
    expect(await codes("E-2")).not.toContain("ORGANISME_FERME");
  });

  it("ne sont demandés qu'une fois par semaine, et pas quand ils sont mal formés", async () => {
    const { requests, verify } = await cfa([
      validSource(1),
      validSource(2, unknown),
      validSource(3, { etablissement_formateur_siret: "7776444410001" }),
    ]);
    await verify();
    expect(requests.sort()).toEqual(["0352660B:77764444100018", `0359471E:${UNKNOWN_SIRET}`]);
    await verify(6);
    expect(requests).toHaveLength(2);
    await verify(8);
    expect(requests).toHaveLength(4);
  });

  it("perdent leur risque quand le TBA les connaît enfin", async () => {
    const { codes, verify } = await cfa([validSource(2, unknown)]);
    await verify();
    expect(await codes("E-2")).toContain("COUPLE_INCONNU");
    await database.db.update(tbaCouples).set({ known: true }).where(eq(tbaCouples.siret, UNKNOWN_SIRET));
    await verify(1);
    expect(await codes("E-2")).not.toContain("COUPLE_INCONNU");
  });

  it("ne font pas échouer l'import quand le TBA se tait, et ne sont alors demandés qu'une fois", async () => {
    const { id, uai } = await cfa([]);
    let calls = 0;
    const mute = {
      findOrganisme: async (): Promise<OrganismeAnswer> => {
        calls += 1;
        return { kind: "unreachable", reason: "Le TBA ne répond pas." };
      },
    };
    const rows = Array.from({ length: 9 }, (_, i) => `E-${i};Martin;Léa${i};29/02/2004;012345${i}B;7776444410001${i}`);
    const text = [
      "id_erp_apprenant;nom;prénom;date de naissance;etablissement_formateur_uai;etablissement_formateur_siret",
      ...rows,
    ];
    const file = { name: "a.csv", bytes: new TextEncoder().encode(text.join("\n")) };
    const summary = await within(await person(database.db, id, "gestionnaire"), uai, importBytes, file, mute);
    expect(summary.created).toBe(9);
    expect(calls).toBeLessThanOrEqual(3);
    expect(await database.db.$count(tbaCouples)).toBe(0);
  });

  it("n'attendent pas un TBA qui ne répond jamais, et le laissent tranquille un moment", async () => {
    const { id } = await cfa([validSource(1), validSource(2, unknown)]);
    let calls = 0;
    const hung = {
      findOrganisme: () => {
        calls += 1;
        return new Promise<OrganismeAnswer>(() => {});
      },
    };
    const verify = () => checkCouples({ db: database.db, now: new Date() }, id, hung);
    vi.useFakeTimers({ toFake: CLOCK });
    try {
      const first = verify();
      await vi.waitFor(() => expect(calls).toBe(2), { timeout: 120_000 });
      vi.advanceTimersByTime(4000);
      await first;
      await verify();
      expect(calls, "une minute de silence").toBe(2);
      vi.advanceTimersByTime(60_000);
      const last = verify();
      await vi.waitFor(() => expect(calls).toBe(4), { timeout: 120_000 });
      vi.advanceTimersByTime(4000);
      await last;
    } finally {
      vi.useRealTimers();
    }
  });

  it("ne sont jamais plus de cent par minute, et les autres attendent leur tour", async () => {
    const sources = Array.from({ length: 130 }, (_, n) =>
      validSource(n, { etablissement_formateur_siret: String(77_764_444_100_018 + n) }),
    );
    const { id } = await cfa(sources);
    let calls = 0;
    const alive = {
      findOrganisme: async (): Promise<OrganismeAnswer> => {
        calls += 1;
        return { kind: "unknown" };
      },
    };
    const verify = () => checkCouples({ db: database.db, now: new Date() }, id, alive);
    vi.useFakeTimers({ toFake: CLOCK });
    try {
      await verify();
      await verify();
    } finally {
      vi.useRealTimers();
    }
    expect(calls).toBe(100);
    expect(await database.db.$count(tbaCouples)).toBe(100);
  });

  it("changent aussi les dossiers d'un autre établissement qui a le même couple, à sa prochaine vérification", async () => {
    const first = await cfa([validSource(1, unknown)]);
    const second = await newEtablissement(database.db);
    await storeDossiers(database.db, second.id, [validSource(1, unknown)]);
    await first.verify();
    await checkCouples({ db: database.db, now: new Date() }, second.id, first.tba);
    expect(first.requests).toHaveLength(2);
    const dossier = (await storedDossiers(database.db, second.id)).get("E-1");
    expect(dossier?.anomalies.map((a) => a.code)).toContain("COUPLE_INCONNU");
  });

  it("sont redemandés une fois par jour à l'écart de la nuit, quand la réponse a plus d'une semaine", async () => {
    await database.db.delete(etablissements);
    const { codes, requests, tba } = await cfa([validSource(1, unknown)]);
    const run = (days: number, stopSignal = new AbortController().signal) =>
      recheckCouples(database.db, new Date(Date.now() + days * DAY), tba, stopSignal);
    const own = () => requests.filter((couple) => couple.endsWith(UNKNOWN_SIRET)).length;
    await run(0, AbortSignal.abort());
    expect(own()).toBe(0);
    await run(1);
    expect(own()).toBe(1);
    expect(await codes("E-1")).toContain("COUPLE_INCONNU");
    await database.db.delete(tbaCouples);
    await run(1);
    expect(own()).toBe(1);
    await run(2);
    expect(own()).toBe(2);
    await run(8);
    expect(own()).toBe(2);
    await run(10);
    expect(own()).toBe(3);
  });
});
