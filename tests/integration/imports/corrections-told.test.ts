import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { imports } from "@/db/schema/imports";
import { loadEndedCorrections, loadImportNote } from "@/lib/services/imports/load-ended-corrections";
import { importingCfa, fileRow as row } from "@/tests/factories/importing-cfa";
import { push, vendorJeton } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);
const server = softwareServer(database);

describe("Les corrections que le logiciel a remplacées dans la nuit", () => {
  it("sont encore dites après ses appels suivants, un jour durant, puis plus après un fichier", async () => {
    const one = await importingCfa(database, queue);
    const { ctx, uai, id } = one;
    await one.apply(await one.csv(row("E-1", "Martin"), row("E-2", "Durand"), row("E-3", "Petit")));
    await one.correct("E-1", "nom_apprenant", "Corrige");
    const jeton = await vendorJeton(database.db, [uai]);
    const send = async (identifier: string, name: string) => {
      const source = (await one.stored()).get(identifier)?.source ?? {};
      expect((await push(server.url, jeton, [{ ...source, nom_apprenant: name }])).status).toBe(200);
    };
    await send("E-1", "Martine");
    await send("E-2", "Dupond");
    const note = await within(ctx, uai, loadImportNote);
    expect(note).toMatchObject({ overridden: 1, settled: 0 });
    // The day after, a call that ends nothing.
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    await database.db.update(imports).set({ at: yesterday }).where(eq(imports.etablissementId, id));
    expect(await within(ctx, uai, loadImportNote)).toMatchObject({
      links: note?.links.map(({ importId }) => ({ importId })),
    });
    await send("E-3", "Petite");
    expect(await within(ctx, uai, loadImportNote)).toBeNull();
    // A file says what it did, and nothing of before.
    await one.correct("E-3", "nom_apprenant", "Corrige");
    await send("E-3", "Grand");
    expect(await within(ctx, uai, loadImportNote)).toMatchObject({ overridden: 1 });
    await one.apply(await one.csv(row("E-1", "Martine"), row("E-2", "Dupond"), row("E-3", "Grand")));
    expect(await within(ctx, uai, loadImportNote)).toBeNull();
  });

  it("de deux appels d'une même nuit sont dites ensemble, et chacun mène aux siennes", async () => {
    const one = await importingCfa(database, queue);
    const { ctx, uai } = one;
    await one.apply(await one.csv(row("E-1", "Martin"), row("E-2", "Durand")));
    for (const identifier of ["E-1", "E-2"]) await one.correct(identifier, "libelle_court_formation", "BTS");
    const jeton = await vendorJeton(database.db, [uai]);
    for (const identifier of ["E-1", "E-2"]) {
      const source = (await one.stored()).get(identifier)?.source ?? {};
      const sent = await push(server.url, jeton, [{ ...source, libelle_court_formation: "CAP" }]);
      expect(sent.status).toBe(200);
    }
    const note = await within(ctx, uai, loadImportNote);
    expect(note).toMatchObject({ imports: 2, overridden: 2, settled: 0, kept: 0 });
    const ended = await Promise.all(
      (note?.links ?? []).map(({ importId }) => within(ctx, uai, loadEndedCorrections, importId)),
    );
    expect(ended).toMatchObject([
      [{ apprenant: "DURAND Léa", received: "CAP" }],
      [{ apprenant: "MARTIN Léa", received: "CAP" }],
    ]);
  });
});
