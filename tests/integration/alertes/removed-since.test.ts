import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { calls } from "@/db/schema/transmissions";
import { runTransmission } from "@/lib/night/run/run";
import { listAlertes } from "@/lib/services/alertes/list-alertes";
import { runPurge } from "@/lib/services/rgpd/purge/run-purge";
import { cfaWithKey, emailsOf, playRun } from "@/tests/factories/alertes";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testOutbox } from "@/tests/helpers/test-outbox";
import { testRetryPolicy } from "@/tests/helpers/test-retry-policy";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const simulator = testSimulator();
const outbox = testOutbox(database);

/** A training of a year, with the contract that goes with it. */
const inYear = (year: number) => ({
  annee_scolaire: `${year}-${year + 1}`,
  date_inscription_formation: `${year}-09-01`,
  date_entree_formation: `${year}-09-01`,
  date_fin_formation: `${year + 1}-07-31`,
  contrat_date_debut: `${year}-09-01`,
  contrat_date_fin: `${year + 1}-07-31`,
});

it("Les dossiers d'une année que la purge retire ne sont pas une baisse ; ceux qui restent et ne partent plus en sont une", async () => {
  const old = Array.from({ length: 8 }, (_, n) => validSource(n, inYear(2024)));
  const current = Array.from({ length: 10 }, (_, n) => validSource(100 + n, inYear(2027)));
  const cfa = await testCfa(database.db, simulator, [...old, ...current]);
  const night = (at: string) =>
    runTransmission(
      { db: database.db, actor: { kind: "clock" }, now: new Date(at) },
      cfa.id,
      { trigger: "clock", by: null, nightId: null, resume: false },
      { tba: simulator.tba, outbox, retry: testRetryPolicy() },
    );
  const sentences = async () => (await within(cfa.ctx, cfa.uai, listAlertes)).map(({ sentence }) => sentence);
  const own = eq(dossiers.etablissementId, cfa.id);

  await night("2027-09-01T00:00:00Z");
  expect(await runPurge(database.db, new Date("2027-09-01T06:05:00Z"), new AbortController().signal)).toBe(true);
  expect(await database.db.$count(dossiers, own)).toBe(10);
  await night("2027-09-02T00:00:00Z");
  expect(await sentences()).toEqual([]);
  expect(await emailsOf(database.db, cfa.ctx)).toEqual([]);

  const stopped = ["E-100", "E-101", "E-102", "E-103", "E-104", "E-105"];
  await database.db
    .update(dossiers)
    .set({ apprenti: false })
    .where(and(own, inArray(dossiers.idErpApprenant, stopped)));
  await night("2027-09-03T00:00:00Z");
  expect(await sentences()).toEqual([
    expect.stringContaining("4 dossiers acceptés le 03/09/2027, contre 10 auparavant"),
  ]);
});

it("Ceux que le TBA avait refusés, retirés depuis, ne cachent pas que d'autres ne partent plus", async () => {
  const { cfa, admin } = await cfaWithKey(database.db);
  const sources = Array.from({ length: 20 }, (_, n) => validSource(n));
  await storeDossiers(database.db, cfa.id, sources);
  const stored = [...(await storedDossiers(database.db, cfa.id)).values()].map(({ id }) => id);
  const gone = Array.from({ length: 10 }, () => randomUUID());
  const before = await playRun(database.db, outbox, cfa, 0, { accepted: 20, refused: 10 });
  await database.db
    .update(calls)
    .set({ dossierIds: [...stored, ...gone] })
    .where(eq(calls.transmissionId, before));
  await playRun(database.db, outbox, cfa, 24, { accepted: 10 });
  expect((await within(admin, cfa.uai, listAlertes)).map(({ sentence }) => sentence)).toEqual([
    expect.stringContaining("10 dossiers acceptés le 02/03/2027, contre 20 auparavant"),
  ]);
});
