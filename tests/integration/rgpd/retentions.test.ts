import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/audit";
import { loadRetentions, setRetentions } from "@/lib/services/rgpd/retentions";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const DEFAULTS = { dossiers: "730", calls: "365", imports: "365", alertes: "365", webhooks: "90", "audit-log": "365" };

async function cfa() {
  const own = await newEtablissement(database.db);
  return { own, admin: await person(database.db, own.id, "administrateur") };
}

describe("Les durées de conservation", () => {
  it("se règlent entre des bornes, tout ou rien, et c'est dans le journal", async () => {
    const { own, admin } = await cfa();
    const wrong = { ...DEFAULTS, calls: "29", "audit-log": "1e9", imports: "" };
    await expect(within(admin, own.uai, setRetentions, wrong)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { calls: expect.stringContaining("30"), "audit-log": expect.any(String), imports: expect.any(String) },
    });
    const chosen = async () => {
      const { settings } = await within(admin, own.uai, loadRetentions);
      return Object.fromEntries(settings.map(({ kind, chosen }) => [kind, String(chosen)]));
    };
    expect(await chosen()).toEqual(DEFAULTS);
    expect(await within(admin, own.uai, setRetentions, { ...DEFAULTS, calls: "60" })).toBe(1);
    expect(await within(admin, own.uai, setRetentions, { ...DEFAULTS, calls: "60" })).toBe(0);
    expect(await chosen()).toEqual({ ...DEFAULTS, calls: "60" });
    const [line] = await database.db.select().from(auditLog).where(eq(auditLog.etablissementId, own.id));
    expect(line).toMatchObject({ action: "retention-set", details: { calls: 60 } });
  });
});
