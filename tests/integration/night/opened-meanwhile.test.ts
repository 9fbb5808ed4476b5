import { describe, expect, inject, it } from "vitest";
import { lockEtablissement } from "@/lib/services/dossiers/corrections/corrected-dossiers";
import { forgetDossiers, keepRunsOut } from "@/lib/services/dossiers/forget-dossiers";
import { storedDossiers, validSource } from "@/tests/factories/dossiers";
import { somebodyWaits } from "@/tests/helpers/somebody-waits";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testSimulator } from "@/tests/helpers/test-simulator";

const database = testDatabase();
const simulator = testSimulator();

describe("Une transmission demandée pendant qu'un import s'annule ou qu'une personne s'efface", () => {
  // The embedded database does one transaction at a time.
  it.runIf(inject("templateDatabase").engine === "postgresql")("n'emporte pas ceux qui s'en vont", async () => {
    const cfa = await testCfa(database.db, simulator, [validSource(1), validSource(2)]);
    const gone = (await storedDossiers(database.db, cfa.id)).get("E-2")?.id ?? "";
    let sending: ReturnType<typeof cfa.send> | undefined;
    await database.db.transaction(async (tx) => {
      await lockEtablissement(tx, cfa.id);
      expect(await keepRunsOut(tx, cfa.id)).toBe(true);
      sending = cfa.send();
      await somebodyWaits(database.db);
      await forgetDossiers(tx, cfa.id, [gone]);
    });
    expect((await sending)?.summary).toMatchObject({ status: "completed", eligibles: 1, accepted: 1 });
    const atTba = await simulator.enrolments(cfa.key);
    expect(atTba.map(({ id_erp_apprenant: id }) => id)).toEqual(["E-1"]);
  });
});
