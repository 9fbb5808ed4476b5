import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { etablissements } from "@/db/schema/etablissements";
import { jetons } from "@/db/schema/jetons";
import { checkSilence } from "@/lib/services/alertes/check-silence";
import { listAlertes } from "@/lib/services/alertes/list-alertes";
import type { ServiceContext } from "@/lib/services/context";
import { createJeton } from "@/lib/services/jetons/create-jeton";
import { listJetons } from "@/lib/services/jetons/list-jetons";
import { revokeJeton } from "@/lib/services/jetons/revoke-jeton";
import { cfaWithKey, emailsOf, hour, openAlertes, playRun } from "@/tests/factories/alertes";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { person, type TestEtablissement } from "@/tests/factories/etablissement";
import { storeSightings } from "@/tests/factories/pushes";
import { testDatabase } from "@/tests/helpers/test-database";
import { testOutbox } from "@/tests/helpers/test-outbox";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const outbox = testOutbox(database);
const DAY = 24;
const SOFTWARE = "Logiciel d'essai";

type Cfa = { cfa: TestEtablissement; admin: ServiceContext };

/** The open alerts about softwares: those that the test looks for of another CFA find no night in this one. */
const openOf = async ({ cfa }: Cfa) =>
  (await openAlertes(database.db, cfa)).filter((kind) => kind === "silent-software" || kind === "jeton-ending");

/** At an hour: the nights go on, whatever the softwares do, and the silences are looked for. Answers the open alerts, and how many e-mails told of them. */
async function look(at: Cfa, hours: number) {
  await playRun(database.db, outbox, at.cfa, hours, { accepted: 3 });
  await checkSilence(database.db, outbox, hour(hours));
  const emails = (await emailsOf(database.db, at.admin)).filter(({ subject }) => /logiciel/i.test(subject));
  return { open: await openOf(at), emails: emails.length };
}

async function giveJeton({ cfa, admin }: Cfa, name: string, hours: number, days: "" | "90" = ""): Promise<string> {
  await within({ ...admin, now: hour(hours) }, cfa.uai, createJeton, { name, rights: ["send"], days });
  const [made] = await within(admin, cfa.uai, listJetons);
  return made?.id ?? "";
}

/** A CFA whose software sent its dossiers at an hour. */
async function cfaWithSoftware(days: "" | "90" = "", hours = 0): Promise<Cfa & { jeton: string }> {
  const cfa = await cfaWithKey(database.db);
  const jeton = await giveJeton(cfa, SOFTWARE, 0, days);
  await storeDossiers(
    database.db,
    cfa.cfa.id,
    [1, 2, 3].map((n) => validSource(n)),
  );
  await storeSightings(database.db, cfa.cfa.id, jeton, hour(hours));
  return { ...cfa, jeton };
}

const sentences = async ({ cfa, admin }: Cfa) =>
  (await within(admin, cfa.uai, listAlertes)).map(({ sentence, remedy }) => ({ sentence, remedy }));

describe("Un logiciel qui n'envoie plus rien", () => {
  it("est une alerte au bout de huit jours, dite une fois, quand même les nuits réussissent ; son prochain envoi la lève", async () => {
    const cfa = await cfaWithSoftware();
    expect(await look(cfa, 8 * DAY - 1)).toEqual({ open: [], emails: 0 });
    expect(await look(cfa, 8 * DAY)).toEqual({ open: ["silent-software"], emails: 1 });
    expect(await look(cfa, 9 * DAY)).toEqual({ open: ["silent-software"], emails: 1 });
    const [told] = await sentences(cfa);
    expect(told?.sentence).toBe(
      "Aucun dossier n'est venu de « Logiciel d'essai » depuis le 01/03/2027 : ce qui part au TBA date de ce jour.",
    );
    expect(told?.remedy).toContain("révoquez son jeton");
    const pages = [cfa.admin, await person(database.db, cfa.cfa.id, "gestionnaire")];
    const paths = await Promise.all(
      pages.map(async (who) => (await within(who, cfa.cfa.uai, listAlertes)).map(({ path }) => path)),
    );
    // Who may not open the jetons is led where each software's last call is told.
    expect(paths).toEqual([
      [`/${cfa.cfa.uai}/parametrage/api/logiciels`],
      [`/${cfa.cfa.uai}/etablissement/a-surveiller`],
    ]);
    await storeSightings(database.db, cfa.cfa.id, cfa.jeton, hour(9 * DAY + 1));
    expect(await look(cfa, 9 * DAY + 2)).toEqual({ open: [], emails: 1 });
    expect(await look(cfa, 18 * DAY)).toEqual({ open: ["silent-software"], emails: 2 });
  });

  it("n'est plus attendu dès que son jeton est révoqué ; celui qui n'a jamais rien envoyé ne l'est pas, ni où la nuit n'est pas voulue", async () => {
    const [revoked, stopped] = [await cfaWithSoftware(), await cfaWithSoftware()];
    await giveJeton(revoked, "Jamais servi", 0);
    await database.db
      .update(etablissements)
      .set({ transmissionActive: false })
      .where(eq(etablissements.id, stopped.cfa.id));
    expect((await look(revoked, 10 * DAY)).open).toEqual(["silent-software"]);
    expect((await look(stopped, 10 * DAY)).open).toEqual([]);
    await within({ ...revoked.admin, now: hour(10 * DAY + 1) }, revoked.cfa.uai, revokeJeton, revoked.jeton);
    expect(await openOf(revoked)).toEqual([]);
    expect((await look(revoked, 11 * DAY)).open).toEqual([]);
  });

  it("va par son nom : le jeton qui en remplace un autre continue le même ; plusieurs qui se taisent font une alerte", async () => {
    const cfa = await cfaWithSoftware();
    const second = await giveJeton(cfa, SOFTWARE, DAY);
    await within({ ...cfa.admin, now: hour(DAY) }, cfa.cfa.uai, revokeJeton, cfa.jeton);
    expect((await look(cfa, 9 * DAY)).open).toEqual(["silent-software"]);
    await storeSightings(database.db, cfa.cfa.id, second, hour(9 * DAY + 1), 1);
    expect((await look(cfa, 9 * DAY + 2)).open).toEqual([]);
    const other = await giveJeton(cfa, "Autre logiciel", 10 * DAY);
    await storeSightings(database.db, cfa.cfa.id, other, hour(10 * DAY), 2);
    expect((await look(cfa, 19 * DAY)).open).toEqual(["silent-software"]);
    const [told] = await sentences(cfa);
    expect(told?.sentence).toContain("« Logiciel d'essai » depuis le 10/03/2027");
    expect(told?.sentence).toContain("1 autre logiciel se tait aussi.");
  });

  it("ne dit rien du voisin, dont le logiciel a le même nom", async () => {
    const [silent, speaking] = [await cfaWithSoftware(), await cfaWithSoftware("", 7 * DAY)];
    expect((await look(silent, 9 * DAY)).open).toEqual(["silent-software"]);
    expect((await look(speaking, 9 * DAY)).open).toEqual([]);
    await within({ ...speaking.admin, now: hour(9 * DAY) }, speaking.cfa.uai, revokeJeton, speaking.jeton);
    expect(await openOf(silent)).toEqual(["silent-software"]);
  });
});

describe("Un jeton qui expire", () => {
  it("est une alerte quatorze jours avant, puis se dit passé, puis laisse sa place au silence", async () => {
    const cfa = await cfaWithSoftware("90", 75 * DAY);
    expect((await look(cfa, 76 * DAY - 1)).open).toEqual([]);
    expect(await look(cfa, 76 * DAY)).toEqual({ open: ["jeton-ending"], emails: 1 });
    expect((await sentences(cfa))[0]?.sentence).toBe(
      "Le jeton de « Logiciel d'essai » expire le 30/05/2027 : ensuite, plus aucun dossier n'en viendra.",
    );
    await storeSightings(database.db, cfa.cfa.id, cfa.jeton, hour(89 * DAY));
    expect(await look(cfa, 91 * DAY)).toEqual({ open: ["jeton-ending"], emails: 1 });
    expect((await sentences(cfa))[0]?.sentence).toBe(
      "Le jeton de « Logiciel d'essai » a expiré le 30/05/2027 : plus aucun dossier n'en viendra.",
    );
    expect(await look(cfa, 97 * DAY)).toEqual({ open: ["silent-software"], emails: 2 });
    const [told] = await sentences(cfa);
    expect(told?.sentence).toContain("Son jeton a expiré le 30/05/2027.");
    expect(told?.remedy).toContain("créer un jeton du même nom");
  });

  it("se demande à l'hébergeur quand il sert à plusieurs établissements : un administrateur ne peut en faire un pareil", async () => {
    const cfa = await cfaWithSoftware("90", 75 * DAY);
    await database.db.update(jetons).set({ shared: true }).where(eq(jetons.id, cfa.jeton));
    await look(cfa, 80 * DAY);
    expect((await sentences(cfa))[0]?.remedy).toBe(
      "Ce jeton sert aussi à d'autres établissements : demandez à l'hébergeur de Passerelle TBA d'en donner un autre, du même nom, à l'éditeur.",
    );
    await look(cfa, 91 * DAY);
    const [told] = await sentences(cfa);
    expect(told?.sentence).toContain("Son jeton a expiré le 30/05/2027.");
    expect(told?.remedy).toMatch(
      /^Ce jeton sert aussi à d'autres établissements : demandez à l'hébergeur .+ révoquez l'ancien\.$/,
    );
  });

  it("n'en est plus une dès qu'un autre du même nom est là, ou qu'il est révoqué ; ni quand il ne sert qu'à lire", async () => {
    const [replaced, revoked, reading] = [
      await cfaWithSoftware("90", 75 * DAY),
      await cfaWithSoftware("90", 75 * DAY),
      await cfaWithSoftware("90", 75 * DAY),
    ];
    await database.db
      .update(jetons)
      .set({ rights: ["read"] })
      .where(eq(jetons.id, reading.jeton));
    for (const cfa of [replaced, revoked]) expect((await look(cfa, 80 * DAY)).open).toEqual(["jeton-ending"]);
    expect((await look(reading, 80 * DAY)).open).toEqual([]);
    await giveJeton(replaced, SOFTWARE, 80 * DAY);
    await within({ ...revoked.admin, now: hour(80 * DAY) }, revoked.cfa.uai, revokeJeton, revoked.jeton);
    for (const cfa of [replaced, revoked]) expect(await openOf(cfa)).toEqual([]);
  });
});
