import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { correctionOutcomes } from "@/db/schema/corrections";
import { imports } from "@/db/schema/imports";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { describeImportUndone, undoImport } from "@/lib/services/imports/undo-import";
import { importingCfa, fileRow as row } from "@/tests/factories/importing-cfa";
import { push, vendorJeton } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);
const server = softwareServer(database);

/** A CFA whose software sends its dossiers too. */
async function cfa() {
  const one = await importingCfa(database, queue);
  const jeton = await vendorJeton(database.db, [one.uai]);
  const sourceOf = async (identifier: string) => (await one.stored()).get(identifier)?.source ?? {};
  const send = async (...dossiers: object[]) => expect((await push(server.url, jeton, dossiers)).status).toBe(200);
  const undo = (id: string) => within(one.ctx, one.uai, undoImport, id);
  const isUndoable = async (id: string) =>
    (await within(one.ctx, one.uai, loadImport, id, { view: null, page: 1 })).undoable;
  return { ...one, sourceOf, send, undo, isUndoable };
}

describe("L'annulation d'un import, une fois que le logiciel a envoyé ses dossiers", () => {
  it("garde ceux qu'il a envoyés depuis, même sans rien y changer, et le dit", async () => {
    const { csv, apply, stored, sourceOf, send, undo } = await cfa();
    await apply(await csv(row("E-1", "Martin"), row("E-2", "Durand")));
    const id = await csv(row("E-1", "Martine"), row("E-2", "Dupond"), row("E-3", "Petit"), row("E-4", "Blanc"));
    await apply(id);
    await send(await sourceOf("E-1"), await sourceOf("E-3"));
    const undone = await undo(id);
    expect(undone).toMatchObject({ removed: 1, restored: 1, pushedSince: 2 });
    expect(describeImportUndone(undone)).toBe(
      "Import annulé : 1 dossier retiré, 1 dossier rétabli. 2 dossiers envoyés depuis par un logiciel sont gardés tels quels.",
    );
    const after = await stored();
    expect([...after].map(([key, { apprenant }]) => [key, apprenant]).sort()).toEqual([
      ["E-1", "MARTINE Léa"],
      ["E-2", "DURAND Léa"],
      ["E-3", "PETIT Léa"],
    ]);
  });

  it("reste possible après un envoi qui n'a rien écrit, mais dont un dossier est resté de côté", async () => {
    const { csv, apply, stored, sourceOf, send, undo, isUndoable } = await cfa();
    const id = await csv(row("E-1", "Martin"), row("E-2", "Durand"));
    await apply(id);
    const somebodyElse = { nom_apprenant: "Second", prenom_apprenant: "Karim", ine_apprenant: "987654321CD" };
    await send({ ...(await sourceOf("E-1")), ...somebodyElse, date_de_naissance_apprenant: "2006-11-11" });
    expect(await isUndoable(id)).toBe(true);
    expect(await undo(id)).toMatchObject({ removed: 2 });
    expect((await stored()).size).toBe(0);
  });

  it("n'est plus possible après un envoi qui a changé un dossier, quelle que soit l'heure que porte l'import", async () => {
    const { csv, apply, stored, sourceOf, send, undo, isUndoable } = await cfa();
    await apply(await csv(row("E-1", "Martin")));
    const id = await csv(row("E-1", "Martine"));
    await apply(id);
    // Both waited for one another: the call came first, and was written last.
    const later = new Date(Date.now() + 60_000);
    await database.db.update(imports).set({ at: later }).where(eq(imports.id, id));
    await send({ ...(await sourceOf("E-1")), nom_apprenant: "Martinez" });
    expect(await isUndoable(id)).toBe(false);
    await expect(undo(id)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await stored()).get("E-1")).toMatchObject({ apprenant: "MARTINEZ Léa" });
  });
});

describe("L'annulation d'un import qui avait remplacé une correction", () => {
  it("laisse dite celle d'un dossier gardé tel quel, et oublie celle d'un dossier rétabli", async () => {
    const { csv, apply, stored, correct, undo } = await cfa();
    await apply(await csv(row("E-1", "Martin"), row("E-2", "Durand")));
    for (const identifier of ["E-1", "E-2"]) await correct(identifier, "nom_apprenant", "Corrige");
    const id = await csv(row("E-1", "Martine"), row("E-2", "Dupond"));
    expect(await apply(id)).toMatchObject({ correctionsOverridden: 2 });
    await correct("E-1", "ine_apprenant", "123456789AB");
    expect(await undo(id)).toMatchObject({ restored: 1, correctedSince: 1 });
    const after = await stored();
    expect(after.get("E-1")).toMatchObject({ apprenant: "MARTINE Léa" });
    expect(after.get("E-2")).toMatchObject({ apprenant: "CORRIGE Léa" });
    const told = await database.db.select().from(correctionOutcomes).where(eq(correctionOutcomes.importId, id));
    expect(told.map(({ dossierId }) => dossierId)).toEqual([after.get("E-1")?.id]);
  });
});
