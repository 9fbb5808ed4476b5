import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { readyStatement } from "@/db/ready-statement";
import { etablissements } from "@/db/schema/etablissements";
import { newEtablissement } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();

describe("Une question mise en SQL une fois pour toutes", () => {
  it("répond à chacun ce qu'il demande, au même instant, et ce qui vient d'être écrit", async () => {
    let built = 0;
    const find = readyStatement((db) => {
      built += 1;
      return db
        .select({ id: etablissements.id, name: etablissements.name })
        .from(etablissements)
        .where(eq(etablissements.uai, sql.placeholder("uai")))
        .prepare("find_by_uai");
    });
    const asked = async (uai: string) => (await find(database.db).execute({ uai }))[0];
    const [one, other] = [await newEtablissement(database.db), await newEtablissement(database.db)];
    const found = await Promise.all([one.uai, other.uai, one.uai].map(asked));
    expect(found.map((row) => row?.id)).toEqual([one.id, other.id, one.id]);
    await database.db.update(etablissements).set({ name: "Renommé" }).where(eq(etablissements.id, one.id));
    expect((await asked(one.uai))?.name).toBe("Renommé");
    expect(built).toBe(1);
    const { door } = database.database.gate;
    expect((await find(door).execute({ uai: other.uai }))[0]?.id).toBe(other.id);
    expect(built).toBe(door === database.db ? 1 : 2);
  });
});
