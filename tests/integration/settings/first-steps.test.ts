import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { imports } from "@/db/schema/imports";
import { tbaKeys } from "@/db/schema/tba";
import { transmissions } from "@/db/schema/transmissions";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { loadFirstSteps } from "@/lib/services/first-steps/load-first-steps";
import { saveKey } from "@/lib/services/settings/tba-key";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { storeTransmission } from "@/tests/factories/transmissions";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const KEY = "c1e00000-1111-4222-8333-444444444444";
const BY = "Personne d'essai";

describe("Les premiers pas", () => {
  it("sont quatre à faire, puis disent chacun quand et par qui, et disparaissent quand tous sont faits", async () => {
    const cfa = await newEtablissement(database.db);
    const ctx = await person(database.db, cfa.id, "administrateur");
    const steps = () => within(ctx, cfa.uai, loadFirstSteps);
    const mine = (table: typeof tbaKeys | typeof transmissions) => eq(table.etablissementId, cfa.id);
    expect(await steps()).toEqual({ key: null, test: null, file: null, night: null });

    await within(ctx, cfa.uai, saveKey, KEY);
    expect(await steps()).toMatchObject({ key: { by: BY }, test: null, file: null, night: null });

    await database.db.update(tbaKeys).set({ testedAt: new Date(), testResult: "refused" }).where(mine(tbaKeys));
    expect(await steps()).toMatchObject({ test: null });
    await database.db.update(tbaKeys).set({ testResult: "accepted" }).where(mine(tbaKeys));
    expect(await steps()).toMatchObject({ test: { by: null } });

    // The journal says who tested.
    await recordAudit(ctx, cfa.id, "key-tested", { result: "accepted" });
    await database.db.update(tbaKeys).set({ testedAt: ctx.now }).where(mine(tbaKeys));
    expect(await steps()).toMatchObject({ test: { by: BY } });

    const at = new Date("2026-11-20T08:00:00Z");
    const counts = {
      rows: 1,
      created: 1,
      modified: 0,
      unchanged: 0,
      nonApprentis: 0,
      setAside: [],
      ignoredColumns: [],
    };
    const file = { etablissementId: cfa.id, file: "a.csv", at, by: ctx.actor.kind === "person" ? ctx.actor.id : null };
    await database.db.insert(imports).values({ ...file, ...counts, state: "preview" });
    expect(await steps()).toMatchObject({ file: null });
    await database.db.insert(imports).values({ ...file, ...counts });
    expect(await steps()).toMatchObject({ file: { by: BY }, night: null });

    const run = await storeTransmission(database.db, { etablissementId: cfa.id, startedAt: at });
    await database.db.update(transmissions).set({ accepted: 0 }).where(eq(transmissions.id, run));
    expect(await steps()).toMatchObject({ night: null });
    await database.db.update(transmissions).set({ accepted: 1 }).where(eq(transmissions.id, run));
    expect(await steps()).toBeNull();
  });

  it("d'un autre établissement ne se voient pas", async () => {
    const [mine, other] = [await newEtablissement(database.db), await newEtablissement(database.db)];
    const ctx = await person(database.db, other.id, "administrateur");
    await within(ctx, other.uai, saveKey, KEY);
    const reader = await person(database.db, mine.id, "lecteur");
    expect(await within(reader, mine.uai, loadFirstSteps)).toMatchObject({ key: null });
    await expect(within(reader, other.uai, loadFirstSteps)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
