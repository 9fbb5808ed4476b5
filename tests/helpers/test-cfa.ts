import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { calls } from "@/db/schema/transmissions";
import type { JsonObject } from "@/lib/domain/json";
import { type RunDeps, runTransmission } from "@/lib/night/run/run";
import { NO_OUTBOX } from "@/lib/services/emails/outbox";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { getSummary } from "@/lib/services/transmissions/queries";
import { storeDossiers } from "@/tests/factories/dossiers";
import { giveKey, newEtablissement, person } from "@/tests/factories/etablissement";
import { within } from "@/tests/helpers/within";
import { testRetryPolicy } from "./test-retry-policy";
import type { TestSimulator } from "./test-simulator";

/** A CFA of its own for a test, with a key, dossiers, and what a test wants to ask of it. */
export async function testCfa(
  db: Db,
  simulator: TestSimulator,
  sources: readonly JsonObject[],
  key = simulator.newKey(),
) {
  const etablissement = await newEtablissement(db);
  await giveKey(db, etablissement.id, key);
  await storeDossiers(db, etablissement.id, sources);
  const ctx = await person(db, etablissement.id, "administrateur");
  const retry = testRetryPolicy();
  const request = { trigger: "manual", by: null, nightId: null, resume: false } as const;
  return {
    ...etablissement,
    key,
    ctx,
    retry,
    waits: retry.waits,
    /** One run, now, without the queue. */
    send: async (change: Partial<RunDeps & { resume: boolean }> = {}) => {
      const { resume = false, ...deps } = change;
      const run = { ...ctx, now: new Date() };
      const wanted = { tba: simulator.tba, outbox: NO_OUTBOX, retry, ...deps };
      const end = await runTransmission(run, etablissement.id, { ...request, resume }, wanted);
      return { summary: await getSummary(db, end.transmissionId), next: end.nextStep };
    },
    /** Its next calls, and nobody else's, fail in a chosen way. */
    fault: (faults: object | object[]) => simulator.fault([faults].flat().map((fault) => ({ ...fault, cle: key }))),
    /** State of each dossier, by the number of its name. */
    etats: async () => {
      const { rows } = await within(ctx, etablissement.uai, loadRapport, parseFilters({}));
      return Object.fromEntries(rows.map((l) => [l.apprenant.split(" ")[1], l.etat]));
    },
    calls: (id: string) => db.select().from(calls).where(eq(calls.transmissionId, id)).orderBy(calls.sequence),
    /** What the simulated TBA holds of it. */
    atTba: async () => (await simulator.enrolments(key)).map((e) => e.id_erp_apprenant).sort(),
  };
}
