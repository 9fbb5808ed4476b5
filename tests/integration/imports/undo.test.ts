import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { describeImportUndone, undoImport } from "@/lib/services/imports/undo-import";
import { importingCfa, fileRow as row } from "@/tests/factories/importing-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);
const cfa = () => importingCfa(database, queue);

describe("L'annulation du dernier import", () => {
  it("retire ce qu'il a créé, rend ce qu'il a changé, et dit ce qui est déjà au TBA", async () => {
    const { id: etablissementId, ctx, uai, csv, apply, stored, importRow } = await cfa();
    const first = await csv(row("E-1", "Martin"), row("E-2", "Durand"));
    await apply(first);
    const correction = { ine_apprenant: { value: "123456789AB", source: null } };
    await database.db
      .update(dossiers)
      .set({ corrections: correction })
      .where(eq(dossiers.etablissementId, etablissementId));
    const before = await stored();
    const id = await csv(
      row("E-1", "Martine", "Léa", "29/02/2008", "999999999ZZ"),
      row("E-2", "Durand"),
      row("E-3", "Petit"),
      row("E-4", "Blanc"),
    );
    await apply(id);
    const [sent] = [...(await stored()).values()].filter(({ idErpApprenant }) => idErpApprenant === "E-4");
    await database.db
      .update(submissions)
      .set({ sentAt: new Date(), sentFingerprint: "a" })
      .where(eq(submissions.dossierId, sent?.id ?? ""));
    const undone = await within(ctx, uai, undoImport, id);
    expect(undone).toEqual({ removed: 1, restored: 1, alreadySent: 1, correctedSince: 0, pushedSince: 0 });
    expect(describeImportUndone(undone)).toBe(
      "Import annulé : 1 dossier retiré, 1 dossier rétabli. 1 dossier déjà transmis reste au TBA.",
    );
    const after = await stored();
    expect([...after.keys()].sort()).toEqual(["E-1", "E-2", "E-4"]);
    for (const key of ["E-1", "E-2"]) {
      const { source, corrections, importId } = after.get(key) ?? {};
      const { source: oldSource, corrections: oldCorrections } = before.get(key) ?? {};
      expect({ source, corrections, importId }).toEqual({
        source: oldSource,
        corrections: oldCorrections,
        importId: first,
      });
    }
    expect(await importRow(id)).toMatchObject({ state: "undone" });
    await expect(within(ctx, uai, undoImport, first)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("ne touche pas à ce qui fut corrigé depuis, et ne vaut que pour le dernier", async () => {
    const { ctx, uai, csv, apply, importRow } = await cfa();
    const first = await csv(row("E-1", "Martin"));
    await apply(first);
    await apply(await csv(row("E-1", "Martin"), row("E-2", "Durand")));
    await expect(within(ctx, uai, undoImport, first)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await importRow(first)).toMatchObject({ state: "applied" });
  });
});
