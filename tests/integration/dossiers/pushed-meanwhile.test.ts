import { describe, expect, it } from "vitest";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { cfaWithJeton, push } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const server = softwareServer(database);

describe("Un champ que le logiciel a changé pendant qu'on le corrigeait", () => {
  it("est dit de lui, et non de la personne dont il a remplacé la correction", async () => {
    const { id: etablissementId, uai, ctx, jeton } = await cfaWithJeton(database.db);
    await storeDossiers(database.db, etablissementId, [validSource(1)]);
    const id = (await storedDossiers(database.db, etablissementId)).get("E-1")?.id ?? "";
    const champ = "adresse_apprenant" as const;
    const type = async (version: string, before: string, typed: string) =>
      within({ ...ctx, now: new Date() }, uai, correctDossier, id, { version, inputs: [{ champ, before, typed }] });
    const shown = () => within(ctx, uai, loadDossier, id, parseFilters({}));
    const first = await shown();
    await type(first.version, String(first.source[champ] ?? ""), "1 rue d'Anne");
    const { version } = await shown();
    const sent = await push(server.url, jeton, [{ ...validSource(1), [champ]: "9 rue du Logiciel" }]);
    expect(sent.status).toBe(200);
    expect(await type(version, "1 rue d'Anne", "2 rue de Berthe")).toMatchObject({
      kind: "conflit",
      conflicts: [{ theirs: "9 rue du Logiciel", mine: "2 rue de Berthe", author: "le logiciel" }],
    });
  });
});
