import { beforeEach, describe, expect, it } from "vitest";
import { changeSets } from "@/db/schema/corrections";
import { etablissements } from "@/db/schema/etablissements";
import { nightFigures } from "@/db/schema/figures";
import { memberships } from "@/db/schema/users";
import { setSubscriptions } from "@/lib/services/alertes/subscriptions";
import { sendWeeklySummary } from "@/lib/services/alertes/weekly/send-weekly-summary";
import type { ServiceContext } from "@/lib/services/context";
import { loadTrend } from "@/lib/services/figures/load-trend";
import { cfaWithKey, emailsOf, hour, playRun } from "@/tests/factories/alertes";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { storeFile, storeOwnReport } from "@/tests/factories/stored-file";
import { testDatabase } from "@/tests/helpers/test-database";
import { testOutbox } from "@/tests/helpers/test-outbox";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const outbox = testOutbox(database);
const idOf = ({ actor }: ServiceContext) => (actor.kind === "person" ? actor.id : "");
/** The hour 0 is Monday 01/03/2027 at 2:00 in Paris. */
const MONDAY = 7 * 24;
const summaries = async (who: ServiceContext) =>
  (await emailsOf(database.db, who)).filter(({ subject }) => subject.startsWith("Semaine du"));

/** Nobody is mailed for an établissement of another test. */
beforeEach(async () => {
  await database.db.delete(etablissements);
});

describe("Le résumé de la semaine", () => {
  it("dit à un administrateur, établissement par établissement, ce que la semaine a donné", async () => {
    const [{ cfa, admin }, quiet] = [await cfaWithKey(database.db), await cfaWithKey(database.db)];
    const withoutKey = await newEtablissement(database.db);
    for (const other of [quiet.cfa, withoutKey])
      await database.db
        .insert(memberships)
        .values({ userId: idOf(admin), etablissementId: other.id, role: "administrateur" });
    for (let day = 0; day < 6; day++) await playRun(database.db, outbox, cfa, day * 24, { accepted: 50, invalides: 7 });
    const stopped = { status: "failed" as const, accepted: 20, notSent: 30, refused: 1, invalides: 7 };
    await playRun(database.db, outbox, cfa, 6 * 24, stopped, { call: "unavailable" });
    await storeFile(database.db, quiet.cfa.id, new Date("2027-02-01T23:30:00Z"));
    await storeOwnReport(database.db, quiet.cfa.id, new Date("2027-02-20T10:00:00Z"));
    await playRun(database.db, outbox, quiet.cfa, MONDAY, { accepted: 1, invalides: 1 });
    expect(await sendWeeklySummary(database.db, outbox, hour(MONDAY + 6))).toBe(2);

    const [summary, ...remaining] = await summaries(admin);
    expect(remaining).toEqual([]);
    expect(summary?.subject).toBe("Semaine du 02/03/2027 : 2 établissements demandent votre attention");
    const paragraphs = summary?.text.split("\n\n") ?? [];
    // The seven nights that it counts, and no day of another.
    expect(paragraphs[1]).toBe("Voici la semaine du 02/03/2027 au 08/03/2027.");
    const theOne = (uai: string) => paragraphs.find((p) => p.includes(`(UAI ${uai})`))?.split("\n");
    const link = (uai: string) => `http://localhost:3000/${uai}/etablissement/tableau-de-bord-apprentissage`;
    expect(theOne(cfa.uai)?.slice(1)).toEqual([
      "6 nuits de transmission, dont 5 à leur terme.",
      "Dernière transmission le 07/03/2027, arrêtée avant la fin : 20 dossiers acceptés, 1 refusé, 7 invalides.",
      "2 alertes en cours : Transmission arrêtée avant la fin ; Dossiers refusés par le TBA.",
      link(cfa.uai),
    ]);
    expect(theOne(quiet.cfa.uai)?.slice(1)).toEqual([
      "1 nuit de transmission, menée à son terme.",
      "Dernière transmission le 08/03/2027, terminée : 1 dossier accepté, aucun refusé, 1 invalide.",
      "Derniers dossiers reçus le 02/02/2027.",
      "Aucune alerte.",
      link(quiet.cfa.uai),
    ]);
    expect(theOne(withoutKey.uai)?.[1]).toBe("Aucune clé n'est enregistrée : aucun dossier ne part.");
  });

  it("ne compte que les nuits des jours qu'il nomme, à quelque heure qu'elles soient, la semaine où l'heure change aussi", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    // At 23:30 in Paris, from Monday 22/03 to Sunday 28/03: the clocks change in the last night but one.
    const evening = (n: number) => 21 * 24 + 21.5 + 24 * n - (n > 5 ? 1 : 0);
    for (let n = 0; n < 7; n++) await playRun(database.db, outbox, cfa, evening(n), { accepted: 50 });
    expect(await sendWeeklySummary(database.db, outbox, hour(4 * MONDAY + 4.2))).toBe(1);
    const [summary] = await summaries(admin);
    expect(summary?.text).toContain("Voici la semaine du 23/03/2027 au 29/03/2027.");
    expect(summary?.text).toContain("6 nuits de transmission, menées à leur terme.");
  });

  it("part le lundi à partir de 7 heures, une fois, même si plusieurs processus sonnent ensemble", async () => {
    const { admin } = await cfaWithKey(database.db);
    const week = 2 * MONDAY;
    for (const h of [week - 24 + 10, week, week + 4.9, week + 24 + 6])
      expect(await sendWeeklySummary(database.db, outbox, hour(h))).toBe(0);
    const written = await Promise.all([1, 2, 3].map(() => sendWeeklySummary(database.db, outbox, hour(week + 5))));
    expect(written.sort()).toEqual([0, 0, 1]);
    expect(await sendWeeklySummary(database.db, outbox, hour(week + 12))).toBe(0);
    expect(await summaries(admin)).toHaveLength(1);
    expect(await sendWeeklySummary(database.db, outbox, hour(3 * MONDAY + 5))).toBe(1);
    expect(await summaries(admin)).toHaveLength(2);
  });

  it("ne va qu'à ceux qui le demandent, et ne parle que de leurs établissements", async () => {
    const [{ cfa, admin }, elsewhere] = [await cfaWithKey(database.db), await cfaWithKey(database.db)];
    const lecteur = await person(database.db, cfa.id, "lecteur");
    const gestionnaire = await person(database.db, cfa.id, "gestionnaire");
    await within(admin, cfa.uai, setSubscriptions, [
      { userId: idOf(admin), kinds: ["key-refused"] },
      { userId: idOf(lecteur), kinds: ["week"] },
    ]);
    expect(await sendWeeklySummary(database.db, outbox, hour(4 * MONDAY + 5))).toBe(2);
    expect([await summaries(admin), await summaries(gestionnaire)]).toEqual([[], []]);
    const [own] = await summaries(lecteur);
    expect(own?.text).toContain(cfa.uai);
    expect(own?.text).not.toContain(elsewhere.cfa.uai);
  });

  it("dit la semaine nuit par nuit, trous compris, avec les imports et les corrections de chaque jour", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const etablissementId = cfa.id;
    const night = { status: "completed" as const, accepted: 31, refused: 0 };
    await database.db.insert(nightFigures).values([
      { etablissementId, day: "2027-03-29", ...night, valides: 9, invalides: 9 },
      { etablissementId, day: "2027-03-30", ...night, valides: 31, invalides: 26, seen: null },
      { etablissementId, day: "2027-04-05", ...night, valides: 52, invalides: 5, refused: 1, seen: 40 },
    ]);
    const at = new Date("2027-03-31T22:30:00Z");
    await database.db
      .insert(changeSets)
      .values({ etablissementId, at, by: idOf(admin), kind: "mass", title: "SIRET du formateur", dossiers: 21 });
    expect(await sendWeeklySummary(database.db, outbox, hour(5 * MONDAY + 6))).toBe(1);
    const [summary] = await summaries(admin);
    const lines = summary?.text.split("\n") ?? [];
    expect(lines.slice(lines.indexOf("Nuit par nuit :") + 1, lines.indexOf("Nuit par nuit :") + 8)).toEqual([
      "- 30/03/2027 : 31 valides, 26 invalides, aucun refusé",
      "- 31/03/2027 : sans transmission",
      "- 01/04/2027 : sans transmission ; 1 correction",
      "- 02/04/2027 : sans transmission",
      "- 03/04/2027 : sans transmission",
      "- 04/04/2027 : sans transmission",
      "- 05/04/2027 : 52 valides, 5 invalides, 1 refusé, 40 vus sur le TBA",
    ]);
    const transmissions = await within({ ...admin, now: hour(5 * MONDAY + 6) }, cfa.uai, loadTrend);
    expect(transmissions).toHaveLength(30);
    expect(transmissions.at(-1)).toMatchObject({ day: "2027-04-05", night: { valides: 52, seen: 40 } });
    expect(transmissions.find(({ day }) => day === "2027-04-01")).toMatchObject({ night: null, corrections: 1 });
  });
});
