import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { validSource } from "@/tests/factories/dossiers";
import { cfaWithJeton, push } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";

const database = testDatabase();
const server = softwareServer(database);

const stored = (etablissementId: string) =>
  database.db.select({ id: dossiers.id }).from(dossiers).where(eq(dossiers.etablissementId, etablissementId));

describe("Un logiciel envoie un dossier sans identifiant", () => {
  it("rien n'est gardé d'un dossier sans identifiant, que le TBA refuse : il partirait sous un nom que le logiciel ne connaît pas", async () => {
    const cfa = await cfaWithJeton(database.db);
    const { id_erp_apprenant: _, ...absent } = validSource(1);
    const unnamed = [
      absent,
      { ...validSource(2), id_erp_apprenant: null },
      { ...validSource(3), id_erp_apprenant: false },
    ];
    const { body } = await push(server.url, cfa.jeton, unnamed);
    for (const item of body.data) {
      expect(item.validation_errors).toMatchObject([{ message: "String attendu", path: ["id_erp_apprenant"] }]);
      expect(item.passerelle.non_repris).toMatch(/^L'identifiant de votre logiciel manque\s: rien /);
    }
    const tried = await push(server.url, cfa.jeton, unnamed, {}, "/essai");
    expect(JSON.stringify(tried.body.data)).toContain('"essai":null');
    expect(JSON.stringify(tried.body.data)).not.toContain('"effet"');
    expect(await stored(cfa.id)).toEqual([]);
    // One that the TBA takes, empty, is kept under an identifier of ours: the answer says that it leaves.
    const empty = await push(server.url, cfa.jeton, [{ ...validSource(1), id_erp_apprenant: "" }]);
    expect(empty.body.data[0]).toMatchObject({ has_error: false });
    expect(await stored(cfa.id)).toHaveLength(1);
  });

  it("ni d'un autre que le TBA refuse pour un champ qu'il pose lui-même, et qui partirait sans lui", async () => {
    const cfa = await cfaWithJeton(database.db);
    const wrong = [
      { ...validSource(1), api_version: "v4" },
      { ...validSource(2), source_organisme_id: "" },
    ];
    const { body } = await push(server.url, cfa.jeton, [...wrong, { ...validSource(3), api_version: "v3" }]);
    expect(body.data.map(({ has_error }: { has_error: boolean }) => has_error)).toEqual([true, true, false]);
    for (const { passerelle } of body.data.slice(0, 2))
      expect(passerelle.non_repris).toContain("N'envoyez pas ce champ");
    expect(await stored(cfa.id)).toHaveLength(1);
  });
});
