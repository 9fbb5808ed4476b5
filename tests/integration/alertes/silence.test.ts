import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { etablissements } from "@/db/schema/etablissements";
import { frenchDay } from "@/lib/domain/day";
import { alertAfterTransmission } from "@/lib/services/alertes/after-transmission";
import { checkSilence } from "@/lib/services/alertes/check-silence";
import { listAlertes } from "@/lib/services/alertes/list-alertes";
import { setNight } from "@/lib/services/settings/set-night";
import { loadKeyState } from "@/lib/services/settings/tba-key";
import { cfaWithKey, emailsOf, hour, openAlertes, playRun } from "@/tests/factories/alertes";
import { newEtablissement } from "@/tests/factories/etablissement";
import { storeTransmission } from "@/tests/factories/transmissions";
import { testDatabase } from "@/tests/helpers/test-database";
import { testOutbox } from "@/tests/helpers/test-outbox";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const outbox = testOutbox(database);

describe("Le silence", () => {
  it("de 36 heures est une alerte, comptée depuis la dernière transmission ou l'enregistrement de la clé", async () => {
    const [never, older] = [await cfaWithKey(database.db), await cfaWithKey(database.db)];
    await playRun(database.db, outbox, older.cfa, 10, { accepted: 57 });
    await checkSilence(database.db, outbox, hour(35));
    expect(await openAlertes(database.db, never.cfa)).toEqual([]);
    await checkSilence(database.db, outbox, hour(37));
    await checkSilence(database.db, outbox, hour(38));
    expect(await openAlertes(database.db, never.cfa)).toEqual(["no-night"]);
    expect(await openAlertes(database.db, older.cfa)).toEqual([]);
    await checkSilence(database.db, outbox, hour(47));
    const sentences = await Promise.all(
      [never, older].map(async ({ cfa, admin }) => (await within(admin, cfa.uai, listAlertes)).map((a) => a.sentence)),
    );
    expect(sentences).toEqual([
      ["La clé est enregistrée depuis le 01/03/2027, et aucune transmission n'a encore commencé."],
      ["Aucune transmission n'a commencé depuis le 01/03/2027."],
    ]);
    expect(await emailsOf(database.db, never.admin)).toHaveLength(1);
  });

  it("finit quand une transmission vient, et prévient de nouveau s'il recommence", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    await checkSilence(database.db, outbox, hour(40));
    await playRun(database.db, outbox, cfa, 41, { accepted: 57 });
    expect(await openAlertes(database.db, cfa)).toEqual([]);
    await checkSilence(database.db, outbox, hour(80));
    expect(await openAlertes(database.db, cfa)).toEqual(["no-night"]);
    await storeTransmission(database.db, { etablissementId: cfa.id, startedAt: hour(81), status: "running" }, null);
    await checkSilence(database.db, outbox, hour(82));
    expect(await openAlertes(database.db, cfa)).toEqual([]);
    expect(await emailsOf(database.db, admin)).toHaveLength(2);
  });

  it("n'inquiète personne où la nuit n'est pas voulue, où il n'y a pas de clé, ni le jour où l'on active la nuit", async () => {
    const [wanted, stopped, switchedOn] = [
      await cfaWithKey(database.db),
      await cfaWithKey(database.db),
      await cfaWithKey(database.db),
    ];
    const withoutKey = await newEtablissement(database.db);
    for (const { cfa } of [stopped, switchedOn])
      await database.db.update(etablissements).set({ transmissionActive: false }).where(eq(etablissements.id, cfa.id));
    await within({ ...switchedOn.admin, now: hour(50) }, switchedOn.cfa.uai, setNight, true);
    await checkSilence(database.db, outbox, hour(60));
    const parsed = await Promise.all(
      [wanted.cfa, stopped.cfa, switchedOn.cfa, withoutKey].map((cfa) => openAlertes(database.db, cfa)),
    );
    expect(parsed).toEqual([["no-night"], [], [], []]);
    await checkSilence(database.db, outbox, hour(87));
    expect(await openAlertes(database.db, switchedOn.cfa)).toEqual(["no-night"]);
    await within({ ...wanted.admin, now: hour(88) }, wanted.cfa.uai, setNight, false);
    await checkSilence(database.db, outbox, hour(89));
    expect(await openAlertes(database.db, wanted.cfa)).toEqual([]);
  });

  it("d'une clé pendant 11 mois est une alerte : une transmission sans aucun envoi ne compte pas", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const month = (n: number) => new Date(Date.UTC(2027, 2 + n, 2, 12));
    const night = (n: number, accepted: number) =>
      storeTransmission(
        database.db,
        { etablissementId: cfa.id, startedAt: month(n), accepted },
        accepted > 0 ? "answer" : null,
      );
    await night(1, 57);
    await night(11, 0);
    await checkSilence(database.db, outbox, month(11));
    expect(await openAlertes(database.db, cfa)).toEqual([]);
    await night(12, 0);
    await checkSilence(database.db, outbox, new Date(month(12).getTime() + 3600_000));
    const [alerte] = await within(admin, cfa.uai, listAlertes);
    expect(alerte?.sentence).toContain("depuis le 02/04/2027");
    expect(alerte?.sentence).toContain("ce sera le 02/04/2028");
    const id = await night(13, 57);
    await alertAfterTransmission(database.db, outbox, id, month(13), true);
    expect(await openAlertes(database.db, cfa)).toEqual([]);
  });

  it("d'une clé dit le jour que dit la page de la clé, et qu'il est passé quand il l'est", async () => {
    // The last use, and the day that ends its year: 29 February has no other, and the clocks do not change on the same day each year.
    for (const [used, limit, eve, theDay] of [
      ["2028-02-29T01:00:00Z", "01/03/2029", "2029-02-28T22:30:00Z", "2029-02-28T23:30:00Z"],
      ["2027-10-29T22:30:00Z", "30/10/2028", "2028-10-29T22:30:00Z", "2028-10-29T23:30:00Z"],
    ] as const) {
      const { cfa, admin } = await cfaWithKey(database.db);
      const run = { etablissementId: cfa.id, accepted: 57, startedAt: new Date(used), endedAt: new Date(used) };
      await storeTransmission(database.db, run, "answer");
      const said = async (at: string) => {
        const now = new Date(at);
        await checkSilence(database.db, outbox, now);
        const alertes = await within({ ...admin, now }, cfa.uai, listAlertes);
        const { lastUse } = await within({ ...admin, now }, cfa.uai, loadKeyState);
        expect(frenchDay(lastUse?.limit ?? "")).toBe(limit);
        return { over: lastUse?.over, alertes: alertes.map(({ sentence }) => sentence) };
      };
      const told = (end: string) => expect.arrayContaining([expect.stringContaining(`${end} ${limit}.`)]);
      expect(await said(eve)).toEqual({ over: false, alertes: told("ce sera le") });
      expect(await said(theDay)).toEqual({ over: true, alertes: told("il l'a sans doute fait le") });
    }
  });

  it("n'ouvre qu'une alerte et n'écrit qu'un e-mail quand plusieurs processus veillent ensemble", async () => {
    const cfas = await Promise.all([1, 2, 3, 4, 5].map(() => cfaWithKey(database.db)));
    await Promise.all([1, 2, 3].map(() => checkSilence(database.db, outbox, hour(300))));
    for (const { cfa, admin } of cfas) {
      expect(await openAlertes(database.db, cfa)).toEqual(["no-night"]);
      expect(await emailsOf(database.db, admin)).toHaveLength(1);
    }
  });
});
