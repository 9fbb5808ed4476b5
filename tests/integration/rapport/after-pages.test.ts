import { afterEach, describe, expect, it } from "vitest";
import { exportRapport } from "@/lib/services/rapport/export-rapport";
import { createRequestsUnderWay } from "@/scripts/requests-under-way.mjs";
import { storeDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();

/** What scripts/watch-requests.mjs leaves for the services. */
type OfServer = {
  passerelleRequestsUnderWay?: { whenNone: (ms: number) => Promise<void> } | undefined;
  passerelleRequests?: { getStore: () => { stepAside: () => void } } | undefined;
};
const server = globalThis as typeof globalThis & OfServer;

afterEach(() => {
  server.passerelleRequestsUnderWay = undefined;
  server.passerelleRequests = undefined;
});

describe("Le rapport complet qu'on télécharge", () => {
  it("ne compte pas parmi les pages qu'on attend, et les laisse finir avant d'aller plus loin", async () => {
    const { id, uai } = await newEtablissement(database.db);
    await storeDossiers(
      database.db,
      id,
      Array.from({ length: 45 }, (_, n) => validSource(n)),
    );
    const requests = createRequestsUnderWay();
    const own = requests.enter();
    const leavePage = requests.enter();
    const waits: number[] = [];
    let aside = false;
    server.passerelleRequests = {
      getStore: () => ({
        stepAside: () => {
          aside = true;
          own();
        },
      }),
    };
    server.passerelleRequestsUnderWay = {
      whenNone: async (ms) => {
        waits.push(ms);
        if (waits.length === 1) leavePage();
        // Longer than any test: it is the page's end that lets the workbook go on.
        if (aside) await requests.whenNone(3_600_000);
      },
    };
    const { stream } = await within(await person(database.db, id, "lecteur"), uai, exportRapport);
    expect((await new Response(stream).arrayBuffer()).byteLength).toBeGreaterThan(0);
    expect(aside).toBe(true);
    expect(waits).toHaveLength(2);
    expect(Math.max(...waits)).toBeLessThanOrEqual(20);
  });
});
