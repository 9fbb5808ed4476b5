import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { alertes } from "@/db/schema/alertes";
import { tbaKeys } from "@/db/schema/tba";
import { alertAfterTransmission } from "@/lib/services/alertes/after-transmission";
import { checkSilence } from "@/lib/services/alertes/check-silence";
import { listAlertes } from "@/lib/services/alertes/list-alertes";
import { saveKey } from "@/lib/services/settings/tba-key";
import { cfaWithKey, emailsOf, hour, openAlertes, playRun, type TestRun } from "@/tests/factories/alertes";
import { person } from "@/tests/factories/etablissement";
import { storeTransmission } from "@/tests/factories/transmissions";
import { testDatabase } from "@/tests/helpers/test-database";
import { testOutbox } from "@/tests/helpers/test-outbox";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const outbox = testOutbox(database);
const KEY_REFUSALS: TestRun = { status: "failed", error: "Le TBA refuse la clé.", notSent: 57 };

describe("Une alerte", () => {
  it("prévient les administrateurs une fois, avec la phrase et le lien, et les autres pas du tout", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const others = [await person(database.db, cfa.id, "gestionnaire"), await person(database.db, cfa.id, "lecteur")];
    for (const h of [1, 25, 49]) await playRun(database.db, outbox, cfa, h, KEY_REFUSALS, { call: "key-refused" });
    expect(await openAlertes(database.db, cfa)).toEqual(["key-refused"]);
    const [only, ...remaining] = await emailsOf(database.db, admin);
    expect(remaining).toEqual([]);
    expect(only?.subject).toBe(`Clé refusée par le TBA : ${cfa.name}`);
    expect(only?.text).toContain("Le TBA refuse la clé de l'établissement depuis le 01/03/2027");
    expect(only?.text).toContain(`http://localhost:3000/${cfa.uai}/parametrage/api/mission-apprentissage`);
    for (const other of others) expect(await emailsOf(database.db, other)).toEqual([]);
  });

  it("de clé refusée dit depuis quel jour, et toujours le même nuit après nuit", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const sentences = async () => (await within(admin, cfa.uai, listAlertes)).map(({ sentence }) => sentence);
    for (const h of [0, 24, 31 * 24]) {
      await playRun(database.db, outbox, cfa, h, KEY_REFUSALS, { call: "key-refused" });
      expect(await sentences()).toEqual([expect.stringContaining("depuis le 01/03/2027")]);
    }
    await playRun(database.db, outbox, cfa, 32 * 24, { accepted: 57, eligibles: 57 });
    await playRun(database.db, outbox, cfa, 33 * 24, KEY_REFUSALS, { call: "key-refused" });
    expect(await sentences()).toEqual([expect.stringContaining("depuis le 03/04/2027")]);
  });

  it("prévient de nouveau quand elle revient après s'être fermée", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    await playRun(database.db, outbox, cfa, 1, KEY_REFUSALS, { call: "key-refused" });
    await playRun(database.db, outbox, cfa, 25, { accepted: 57, eligibles: 57 });
    expect(await openAlertes(database.db, cfa)).toEqual([]);
    await playRun(database.db, outbox, cfa, 49, KEY_REFUSALS, { call: "key-refused" });
    expect(await openAlertes(database.db, cfa)).toEqual(["key-refused"]);
    expect(await emailsOf(database.db, admin)).toHaveLength(2);
  });

  it("de clé refusée reste ouverte tant que le TBA n'a rien pris : une panne, une nuit sans dossier n'en disent rien", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    await playRun(database.db, outbox, cfa, 1, KEY_REFUSALS, { call: "key-refused" });
    await playRun(
      database.db,
      outbox,
      cfa,
      25,
      { status: "failed", notSent: 57 },
      { call: "unavailable", final: false },
    );
    await playRun(database.db, outbox, cfa, 49, {}, { call: null });
    expect(await openAlertes(database.db, cfa)).toEqual(["key-refused"]);
    await playRun(database.db, outbox, cfa, 73, { refused: 1, eligibles: 1 });
    expect(await openAlertes(database.db, cfa)).not.toContain("key-refused");
    expect((await emailsOf(database.db, admin)).filter(({ subject }) => /refusée/.test(subject))).toHaveLength(1);
  });

  it("ne change rien quand la même transmission est jugée deux fois, ou deux fois en même temps", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const startedAt = hour(1);
    const run = { ...KEY_REFUSALS, etablissementId: cfa.id, startedAt };
    const id = await storeTransmission(database.db, run, "key-refused");
    await Promise.all([1, 2, 3].map(() => alertAfterTransmission(database.db, outbox, id, startedAt, true)));
    await alertAfterTransmission(database.db, outbox, id, startedAt, true);
    expect(await emailsOf(database.db, admin)).toHaveLength(1);
    expect(await database.db.select().from(alertes).where(eq(alertes.etablissementId, cfa.id))).toHaveLength(1);
  });

  it("ne part pas sans la transmission qui la cause : tout ou rien", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const fault = database.db.transaction(async (tx) => {
      const id = await storeTransmission(
        tx,
        { ...KEY_REFUSALS, etablissementId: cfa.id, startedAt: hour(0) },
        "key-refused",
      );
      await alertAfterTransmission(tx, outbox, id, hour(0), true);
      throw new Error("le processus meurt");
    });
    await expect(fault).rejects.toThrow("meurt");
    expect([await openAlertes(database.db, cfa), await emailsOf(database.db, admin)]).toEqual([[], []]);
  });

  it("reste chez son établissement : ni l'écran ni les e-mails d'un autre", async () => {
    const [one, other] = [await cfaWithKey(database.db), await cfaWithKey(database.db)];
    await playRun(database.db, outbox, one.cfa, 1, KEY_REFUSALS, { call: "key-refused" });
    await playRun(database.db, outbox, other.cfa, 1, { accepted: 57 });
    expect(await openAlertes(database.db, one.cfa)).toEqual(["key-refused"]);
    expect(await within(other.admin, other.cfa.uai, listAlertes)).toEqual([]);
    expect(await emailsOf(database.db, other.admin)).toEqual([]);
    await expect(within(other.admin, one.cfa.uai, listAlertes)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const lecteur = await person(database.db, one.cfa.id, "lecteur");
    expect(await within(lecteur, one.cfa.uai, listAlertes)).toMatchObject([
      { tone: "error", path: `/${one.cfa.uai}/parametrage/api/mission-apprentissage`, link: "Remplacer la clé" },
    ]);
  });
});

describe("La clé refusée", () => {
  it("se ferme dès qu'une clé est enregistrée, même sans passer par la page", async () => {
    const [throughPage, elsewhere] = [await cfaWithKey(database.db), await cfaWithKey(database.db)];
    for (const { cfa } of [throughPage, elsewhere])
      await playRun(database.db, outbox, cfa, 1, KEY_REFUSALS, { call: "key-refused" });
    await within({ ...throughPage.admin, now: hour(2) }, throughPage.cfa.uai, saveKey, "cle-d-essai-0001");
    expect(await openAlertes(database.db, throughPage.cfa)).toEqual([]);
    await checkSilence(database.db, outbox, hour(2));
    expect(await openAlertes(database.db, elsewhere.cfa)).toEqual(["key-refused"]);
    await database.db
      .update(tbaKeys)
      .set({ modifiedAt: hour(2) })
      .where(eq(tbaKeys.etablissementId, elsewhere.cfa.id));
    await checkSilence(database.db, outbox, hour(3));
    expect(await openAlertes(database.db, elsewhere.cfa)).toEqual([]);
  });
});

describe("La transmission arrêtée", () => {
  it("n'est une alerte que si rien ne la reprend de soi-même ; elle dit combien et pourquoi, et une reprise la ferme", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const run: TestRun = { status: "failed", accepted: 12, notSent: 45, error: "Le TBA est indisponible." };
    const first = await playRun(database.db, outbox, cfa, 1, run, { call: "unavailable", final: false });
    expect(await openAlertes(database.db, cfa)).toEqual([]);
    await playRun(database.db, outbox, cfa, 2, run, { call: "unavailable" });
    expect((await within(admin, cfa.uai, listAlertes)).map((a) => a.sentence)).toEqual([
      "La transmission du 01/03/2027 s'est arrêtée : 12 dossiers acceptés, 45 non envoyés. Le TBA est indisponible.",
    ]);
    await playRun(database.db, outbox, cfa, 3, { accepted: 45, resumedFrom: first });
    expect(await openAlertes(database.db, cfa)).toEqual([]);
  });
});

describe("Les dossiers acceptés en baisse", () => {
  it.each([
    [57, 45, ["accepted-drop"]],
    [57, 46, []],
    [10, 5, ["accepted-drop"]],
    [10, 6, []],
    [25, 20, ["accepted-drop"]],
    [40, 80, []],
    [6, 0, ["accepted-drop"]],
  ])("de %i à %i : %j", async (before, afterwards, expected) => {
    const { cfa } = await cfaWithKey(database.db);
    await playRun(database.db, outbox, cfa, 1, { accepted: before });
    await playRun(database.db, outbox, cfa, 25, { accepted: afterwards });
    expect(await openAlertes(database.db, cfa)).toEqual(expected);
  });

  it("ne se comparent qu'entre nuits entières : ni demande, ni reprise, ni nuit arrêtée", async () => {
    const { cfa } = await cfaWithKey(database.db);
    const whole = await playRun(database.db, outbox, cfa, 1, { accepted: 57 });
    await playRun(database.db, outbox, cfa, 2, { accepted: 3, trigger: "manual" });
    await playRun(database.db, outbox, cfa, 3, { accepted: 4, resumedFrom: whole });
    await playRun(database.db, outbox, cfa, 4, { accepted: 5, status: "interrupted" }, { final: false });
    expect(await openAlertes(database.db, cfa)).toEqual([]);
    await playRun(database.db, outbox, cfa, 25, { accepted: 40 });
    expect(await openAlertes(database.db, cfa)).toEqual(["accepted-drop"]);
  });

  it("restent une alerte tant que le compte n'est pas remonté, une semaine au plus", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    await playRun(database.db, outbox, cfa, 1, { accepted: 100, invalides: 2 });
    await playRun(database.db, outbox, cfa, 25, { accepted: 60, invalides: 42 });
    await playRun(database.db, outbox, cfa, 49, { accepted: 58, invalides: 44 });
    expect((await within(admin, cfa.uai, listAlertes))[0]).toMatchObject({
      sentence:
        "58 dossiers acceptés le 03/03/2027, contre 100 auparavant. Dans le même temps, les dossiers invalides sont passés de 2 à 44.",
      path: `/${cfa.uai}/etablissement/tableau-de-bord-apprentissage?etat=invalide`,
    });
    await playRun(database.db, outbox, cfa, 73, { accepted: 85 });
    expect(await openAlertes(database.db, cfa)).toEqual([]);
    await playRun(database.db, outbox, cfa, 97, { accepted: 50 });
    await playRun(database.db, outbox, cfa, 97 + 7 * 24, { accepted: 50 });
    expect(await openAlertes(database.db, cfa)).toEqual([]);
    expect(await emailsOf(database.db, admin)).toHaveLength(2);
  });
});

describe("Les dossiers refusés par le TBA", () => {
  it("sont une alerte aux chiffres du jour, que seule une transmission entière sans refus ferme", async () => {
    const { cfa, admin } = await cfaWithKey(database.db);
    const first = await playRun(database.db, outbox, cfa, 1, { accepted: 50, refused: 3 });
    await playRun(database.db, outbox, cfa, 2, { accepted: 50, refused: 1, trigger: "manual" });
    const [alerte] = await within(admin, cfa.uai, listAlertes);
    expect(alerte?.sentence).toBe("Le 01/03/2027, le TBA a refusé 1 dossier que Passerelle TBA croyait valide.");
    expect(alerte?.path).toBe(`/${cfa.uai}/etablissement/tableau-de-bord-apprentissage?etat=refuse`);
    await playRun(database.db, outbox, cfa, 3, { accepted: 2, resumedFrom: first });
    expect(await openAlertes(database.db, cfa)).toEqual(["tba-refusals"]);
    await playRun(database.db, outbox, cfa, 25, { accepted: 53 });
    expect(await openAlertes(database.db, cfa)).toEqual([]);
    expect(await emailsOf(database.db, admin)).toHaveLength(1);
  });
});
