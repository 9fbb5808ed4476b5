import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rows } from "@/db/database";
import { auditLog } from "@/db/schema/audit";
import { dossiers } from "@/db/schema/dossiers";
import { runTransmission } from "@/lib/night/run/run";
import { countToWatch } from "@/lib/services/a-surveiller/count-to-watch";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { listAudit } from "@/lib/services/audit/list-audit";
import { NO_OUTBOX } from "@/lib/services/emails/outbox";
import { createJeton } from "@/lib/services/jetons/create-jeton";
import { listJetons } from "@/lib/services/jetons/list-jetons";
import { validSource } from "@/tests/factories/dossiers";
import { giveKey } from "@/tests/factories/etablissement";
import { cfaWithJeton, push } from "@/tests/factories/software";
import { gone, NIGHTS, RENAMED, softwareOn } from "@/tests/factories/vendor-week";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";
import { testRetryPolicy } from "@/tests/helpers/test-retry-policy";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

/** `VENDOR_DOSSIERS=5000` plays the whole of a large vendor's week (CONTRIBUTING.md). */
const DOSSIERS = Number(process.env.VENDOR_DOSSIERS ?? 300);
const PER_CALL = Math.min(2000, Math.ceil(DOSSIERS / 2.5));
const FIRST_NIGHT = Date.UTC(2026, 10, 2, 1);
const NO_FILTER = { personId: "", action: null, from: null, to: null, address: "", page: 1 };

let now = new Date(FIRST_NIGHT);
const database = testDatabase();
const simulator = testSimulator();
const server = softwareServer(database, () => now);
const said: number[] = [];

async function cfa() {
  const own = await cfaWithJeton(database.db);
  await giveKey(database.db, own.id, simulator.newKey());
  const at = () => ({ ...own.ctx, now });
  return {
    ...own,
    /** A night: all that the software holds, in calls of its own size, then what is valid to the TBA. */
    night: async (number: number, sources = softwareOn(number, DOSSIERS)) => {
      now = new Date(FIRST_NIGHT + (number - 1) * 24 * 3600_000);
      for (let start = 0; start < sources.length; start += PER_CALL) {
        const begun = performance.now();
        const call = sources.slice(start, start + PER_CALL);
        const { status, body } = await push(server.url, own.jeton, call);
        said.push(performance.now() - begun);
        expect([status, body.data.length, body.detail]).toEqual([200, call.length, undefined]);
      }
      const request = { trigger: "clock", by: null, nightId: null, resume: false } as const;
      const deps = { tba: simulator.tba, outbox: NO_OUTBOX, retry: testRetryPolicy() };
      await runTransmission({ db: database.db, actor: { kind: "clock" }, now }, own.id, request, deps);
    },
    watch: () => within(at(), own.uai, loadToWatch),
    count: () => within(at(), own.uai, countToWatch),
    pushes: () =>
      database.db
        .select()
        .from(auditLog)
        .where(and(eq(auditLog.etablissementId, own.id), eq(auditLog.action, "push")))
        .orderBy(auditLog.at),
  };
}

const sum = (values: readonly unknown[]) => values.reduce<number>((total, value) => total + Number(value), 0);

describe("La semaine d'un éditeur", () => {
  it("change, arrive, part et renomme, nuit après nuit : rien ne se perd, et ceux qu'il n'envoie plus se demandent", async () => {
    const own = await cfa();
    for (let number = 1; number <= NIGHTS; number++) await own.night(number);
    const left = gone(DOSSIERS);
    const stored = await database.db.$count(dossiers, eq(dossiers.etablissementId, own.id));
    // All who ever came, and the second identifier of one of them.
    expect(stored).toBe(DOSSIERS + NIGHTS - 1 + 1);
    const { absents, softwares, duplicates, file } = await own.watch();
    expect(file).toBeNull();
    const names = await rows<{ id: string; identifier: string }>(
      database.db,
      sql`select id, id_erp_apprenant as identifier from dossiers where etablissement_id = ${own.id}::uuid`,
    );
    const byId = new Map(names.map(({ id, identifier }) => [id, identifier]));
    expect(absents.map(({ id }) => byId.get(id)).sort()).toEqual([...left].sort().slice(0, 200));
    for (const { software } of absents) {
      expect(software).toEqual({
        name: "Logiciel d'essai",
        lastAt: new Date(FIRST_NIGHT + 24 * 3600_000).toISOString(),
      });
    }
    // The one who was given another identifier has not left: it is asked which of the two is kept.
    expect(duplicates.map((pair) => pair.map(({ identifier }) => identifier).sort())).toEqual([["E-1", RENAMED]]);
    expect(softwares).toMatchObject([{ name: "Logiciel d'essai", partial: false, lastAt: now.toISOString() }]);
    expect(await own.count()).toBeGreaterThanOrEqual(left.length + 1);
    const pushes = await own.pushes();
    const jetons = await within(own.ctx, own.uai, listJetons);
    expect(new Set(pushes.map(({ details }) => details.jeton))).toEqual(new Set(jetons.map(({ id }) => id)));
    expect(sum(pushes.map(({ details }) => details.created))).toBe(stored);
    const firstNight = pushes.filter(({ at }) => at.getTime() === FIRST_NIGHT);
    expect(sum(firstNight.map(({ details }) => details.created))).toBe(DOSSIERS);
    if (process.env.VENDOR_DOSSIERS !== undefined) {
      const sorted = [...said].sort((a, b) => a - b);
      const ms = (value: number | undefined) => `${Math.round(value ?? 0)} ms`;
      console.log(
        `${DOSSIERS} dossiers, ${NIGHTS} nuits, ${said.length} appels de ${PER_CALL} au plus : médiane ${ms(sorted[sorted.length >> 1])}, premier ${ms(said[0])}, pire ${ms(sorted.at(-1))}.`,
      );
    }
  }, 1_800_000);

  it("un logiciel qui se tait n'a laissé partir personne ; un qui n'envoie que ses changements non plus, et la page le dit", async () => {
    const own = await cfa();
    const all = softwareOn(1, 20);
    await own.night(1, all);
    now = new Date(FIRST_NIGHT + 30 * 24 * 3600_000);
    expect((await own.watch()).absents).toEqual([]);
    await own.night(6, all.slice(0, 5));
    const { absents, softwares } = await own.watch();
    expect([absents, softwares]).toMatchObject([[], [{ held: 5, partial: true }]]);
    expect(await own.count()).toBe(0);
    // It sends them again, all but two: now these are missing, until it sends them too.
    await own.night(7, all.slice(0, 18));
    await own.night(12, all.slice(0, 18));
    expect((await own.watch()).absents).toHaveLength(2);
    await own.night(13, all);
    expect((await own.watch()).absents).toEqual([]);
  });

  it("le jeton qui remplace celui qui finit, sous le même nom, continue la même histoire", async () => {
    const own = await cfa();
    const all = softwareOn(1, 6);
    await own.night(1, all);
    const renewed = { name: "Logiciel d'essai", rights: ["send"], days: "" };
    const other = { name: "Autre outil", rights: ["send"], days: "" };
    const jeton = await within(own.ctx, own.uai, createJeton, renewed);
    const tool = await within(own.ctx, own.uai, createJeton, other);
    now = new Date(FIRST_NIGHT + 5 * 24 * 3600_000);
    await push(server.url, jeton, all.slice(0, 4));
    await push(server.url, tool, [validSource(99)]);
    expect((await own.watch()).absents).toHaveLength(2);
    const { lines } = await within({ ...own.ctx, now }, own.uai, listAudit, NO_FILTER);
    expect(lines.map(({ by }) => by)).toEqual(
      expect.arrayContaining(["Le logiciel « Logiciel d'essai »", "Le logiciel « Autre outil »"]),
    );
  });
});
