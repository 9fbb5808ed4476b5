import { and, eq, ne } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { heldPushes } from "@/db/schema/pushes";
import { checkSilence } from "@/lib/services/alertes/check-silence";
import { listAlertes } from "@/lib/services/alertes/list-alertes";
import { createJeton } from "@/lib/services/jetons/create-jeton";
import { openJeton } from "@/lib/services/jetons/open-jeton";
import { answerHeldPush } from "@/lib/services/push/answer-held-push";
import { assigning } from "@/lib/services/push/assign";
import { pushDossiers } from "@/lib/services/push/push-dossiers";
import { cfaWithKey, hour, playRun } from "@/tests/factories/alertes";
import { validSource } from "@/tests/factories/dossiers";
import { storeFile, storeOwnReport } from "@/tests/factories/stored-file";
import { testDatabase } from "@/tests/helpers/test-database";
import { testOutbox } from "@/tests/helpers/test-outbox";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const outbox = testOutbox(database);
const DAY = 24;
const FOUR = [1, 2, 3, 4].map((n) => validSource(n));

/** A CFA whose software sent four dossiers at the hour 0. */
async function cfaWithSoftware() {
  const { db } = database;
  const { cfa, admin } = await cfaWithKey(db);
  const software = async (name: string, hours: number, days: "" | "90" = "") => {
    const input = { name, rights: ["send"], days };
    const secret = await within({ ...admin, now: hour(hours) }, cfa.uai, createJeton, input);
    return async (at: number, items: readonly unknown[]) => {
      const jeton = await openJeton({ db, now: hour(at) }, secret);
      if (jeton === null) throw new Error("Ce jeton n'ouvre rien.");
      const { notes } = await pushDossiers({ db, now: hour(at) }, jeton, items, {
        assign: assigning(jeton, null),
        naming: null,
      });
      return Object.values(notes).filter(({ left }) => left !== undefined).length;
    };
  };
  const send = await software("Logiciel d'essai", 0, "90");
  await send(0, FOUR);
  /** What is told of its softwares at an hour. */
  const look = async (hours: number) => {
    await playRun(db, outbox, cfa, hours, { accepted: 4 });
    await checkSilence(db, outbox, hour(hours));
    return (await within(admin, cfa.uai, listAlertes)).filter(({ title }) => /logiciel/i.test(title));
  };
  return { cfa, admin, send, software, look };
}

describe("Ce qui est venu depuis le dernier envoi d'un logiciel qui se tait", () => {
  it("un fichier, ou un autre logiciel : ce qui part ne date pas de son dernier jour ; notre rapport qui revient n'apporte rien", async () => {
    const [withFile, withReport, withOther, withPreview, withNothing] = [
      await cfaWithSoftware(),
      await cfaWithSoftware(),
      await cfaWithSoftware(),
      await cfaWithSoftware(),
      await cfaWithSoftware(),
    ];
    await storeFile(database.db, withFile.cfa.id, hour(5 * DAY));
    await storeOwnReport(database.db, withReport.cfa.id, hour(5 * DAY));
    await storeFile(database.db, withPreview.cfa.id, hour(5 * DAY), "preview");
    await storeFile(database.db, withNothing.cfa.id, hour(5 * DAY), "applied", 0);
    const other = await withOther.software("Autre logiciel", DAY);
    await other(DAY, FOUR.slice(1));
    await other(7 * DAY, FOUR.slice(1));
    const told = async ({ look }: typeof withFile) => (await look(9 * DAY)).map(({ sentence }) => sentence);
    const since = "Aucun dossier n'est venu de « Logiciel d'essai » depuis le 01/03/2027";
    const newer = [`${since} ; d'autres sont venus depuis, d'un fichier ou d'un autre logiciel.`];
    expect(await told(withFile)).toEqual(newer);
    expect(await told(withOther)).toEqual(newer);
    for (const one of [withReport, withPreview, withNothing])
      expect(await told(one)).toEqual([`${since} : ce qui part au TBA date de ce jour.`]);
  });

  it("ses propres envois, tous mis de côté : il n'est pas dit muet, et l'on est mené à ce qui fut mis de côté", async () => {
    const { cfa, admin, send, look } = await cfaWithSoftware();
    const strangers = FOUR.map((one, n) => ({
      ...one,
      nom_apprenant: `Autre${"ABCD"[n]}`,
      prenom_apprenant: "Personne",
      date_de_naissance_apprenant: "2001-01-01",
      ine_apprenant: null,
    }));
    for (const day of [3, 8]) expect(await send(day * DAY, strangers)).toBe(4);
    const [held] = await database.db.select().from(heldPushes).where(eq(heldPushes.etablissementId, cfa.id));
    // What a person says of one of them is nothing that the software sent.
    await within({ ...admin, now: hour(8 * DAY + 1) }, cfa.uai, answerHeldPush, held?.id ?? "", "other");
    const [told] = await look(9 * DAY);
    expect(told?.sentence).toBe(
      "« Logiciel d'essai » a encore envoyé des dossiers le 09/03/2027, mais rien n'en est repris depuis le 01/03/2027 : ce qui part au TBA date de ce jour.",
    );
    const calls = and(eq(imports.etablissementId, cfa.id), eq(imports.at, hour(8 * DAY)));
    const [last] = await database.db.select({ id: imports.id }).from(imports).where(calls);
    expect(told?.path).toBe(`/${cfa.uai}/imports/${last?.id}`);
  });
});

describe("Un jeton donné de nouveau", () => {
  it("laisse huit jours à son logiciel, dont le nom servit il y a longtemps, ou dont l'ancien a expiré", async () => {
    const { software, look } = await cfaWithSoftware();
    expect(await look(100 * DAY)).toHaveLength(1);
    await software("Logiciel d'essai", 101 * DAY);
    expect(await look(108 * DAY)).toEqual([]);
    const [told] = await look(109 * DAY);
    expect(told?.sentence).toContain("Aucun dossier n'est venu de « Logiciel d'essai » depuis le 01/03/2027");
  });
});

describe("Un logiciel qui en remplace un autre", () => {
  it("ne fait pas dire de l'ancien qu'il se tait depuis des mois : ses derniers envois comptent, quand même l'autre a repris leurs dossiers", async () => {
    const { send, software, look } = await cfaWithSoftware();
    const present = FOUR.slice(1);
    for (const day of [10, 20])
      await send(day * DAY, [{ ...present[0], tel_apprenant: `06${day}345678` }, ...present.slice(1)]);
    const next = await software("Logiciel suivant", 21 * DAY);
    for (const day of [21, 27]) await next(day * DAY, present);
    expect(await look(27 * DAY)).toEqual([]);
    expect((await look(28 * DAY)).map(({ sentence }) => sentence)).toEqual([
      "Aucun dossier n'est venu de « Logiciel d'essai » depuis le 21/03/2027 ; d'autres sont venus depuis, d'un fichier ou d'un autre logiciel.",
    ]);
  });
});

describe("Un logiciel qui n'envoie que ce qui change", () => {
  it("n'est dit muet qu'au bout d'un mois, et son jeton qui expire l'est à temps", async () => {
    const { send, look } = await cfaWithSoftware();
    await send(60 * DAY, [{ ...FOUR[0], tel_apprenant: "0612345678" }]);
    const kinds = async (hours: number) => (await look(hours)).map(({ title }) => title);
    expect(await kinds(70 * DAY)).toEqual([]);
    expect(await kinds(77 * DAY)).toEqual(["Jeton d'un logiciel qui expire"]);
    expect(await kinds(90 * DAY)).toEqual(["Logiciel qui n'envoie plus rien"]);
  });

  it("celui qui envoie tous ses apprentis ne passe pas pour lui quand il n'envoie plus d'élèves", async () => {
    const { cfa, send, look } = await cfaWithSoftware();
    const pupils = and(eq(dossiers.etablissementId, cfa.id), ne(dossiers.idErpApprenant, "E-1"));
    await database.db.update(dossiers).set({ apprenti: false }).where(pupils);
    await send(40 * DAY, FOUR.slice(0, 1));
    expect((await look(49 * DAY)).map(({ title }) => title)).toEqual(["Logiciel qui n'envoie plus rien"]);
  });

  it("celui qui envoie tout en plusieurs appels ne passe pas pour lui", async () => {
    const { send, look } = await cfaWithSoftware();
    await send(40 * DAY, FOUR.slice(0, 3));
    await send(40 * DAY + 1, FOUR.slice(3));
    expect((await look(49 * DAY)).map(({ title }) => title)).toEqual(["Logiciel qui n'envoie plus rien"]);
  });

  it("celui qui envoie tout ne passe pas pour lui quand des années passées ne sont plus envoyées", async () => {
    const { send, look } = await cfaWithSoftware();
    const [now] = FOUR;
    await send(40 * DAY, [{ ...now, id_erp_apprenant: "N-1", nom_apprenant: "Nouveau", annee_scolaire: "2027-2028" }]);
    expect((await look(49 * DAY)).map(({ title }) => title)).toEqual(["Logiciel qui n'envoie plus rien"]);
  });
});
