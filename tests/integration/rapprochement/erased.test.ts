import { eq } from "drizzle-orm";
import type ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { rapprochementEntries, tbaLists } from "@/db/schema/rapprochements";
import type { JsonObject } from "@/lib/domain/json";
import { receiveList } from "@/lib/services/rapprochement/receive-list";
import { requestSameRapprochement } from "@/lib/services/rapprochement/request-rapprochement";
import { erasePerson } from "@/lib/services/rgpd/erase-person";
import { storeDossiers, storedDossiers } from "@/tests/factories/dossiers";
import { changedList, comparedCfa, current, TODAY } from "@/tests/helpers/compared-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { withFileOf } from "@/tests/helpers/with-file-of";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const simulator = testSimulator();
const queue = testImports(database);
const made = (sources: readonly JsonObject[]) => comparedCfa({ database, simulator, queue }, sources);
const ERASED = { nom_apprenant: "Effacée", prenom_apprenant: "Zoé", date_de_naissance_apprenant: "2006-03-12" };

describe("Une personne effacée que le TBA garde", () => {
  it("ne revient pas par une liste plus récente, et la page dit qu'une ligne n'est pas comparée", async () => {
    const cfa = await made([current(1, ERASED), current(2)]);
    await cfa.send();
    const list = await cfa.download("apprenant");
    const id = (await storedDossiers(database.db, cfa.id)).get("E-1")?.id ?? "";
    await within(cfa.ctx, cfa.uai, erasePerson, id, "EFFACÉE Zoé");
    const { notKept } = await withFileOf(list, (path) =>
      within({ ...cfa.ctx, now: new Date() }, cfa.uai, receiveList, queue.boss, {
        name: `tdb-effectifs-apprenant-${TODAY}.xlsx`,
        path,
      }),
    );
    expect(notKept).toEqual({ nameless: 0, erased: 1 });
    await queue.work();
    const { current: last, categories, lists } = await cfa.page();
    expect(lists).toEqual([expect.objectContaining({ lines: 1 })]);
    expect(last?.byCategory).toEqual({ seen: 1 });
    expect(JSON.stringify(categories)).not.toMatch(/effac/i);
  });

  it("sort aussi de l'entrée d'une autre, et d'une comparaison qui l'avait déjà lue", async () => {
    const cfa = await made([current(1), current(2)]);
    await cfa.send();
    const list = await changedList(await cfa.download("apprenant"), (sheet) => {
      const values = sheet.getRow(2).values as ExcelJS.CellValue[];
      const theirs = new Map<number, ExcelJS.CellValue>([
        [5, "EFFACEE"],
        [6, "Zoe"],
        [7, "12/03/2006"],
      ]);
      sheet.addRow(values.map((value, i) => theirs.get(i) ?? value));
    });
    await cfa.drop("apprenant", list);
    expect((await cfa.page()).current?.byCategory).toEqual({ seen: 2, unknown: 1 });
    // Their dossier came after the comparison, which shows them in somebody else's entry too.
    await storeDossiers(database.db, cfa.id, [current(3, ERASED)]);
    const entries = () =>
      database.db.select().from(rapprochementEntries).where(eq(rapprochementEntries.etablissementId, cfa.id));
    const line = (await entries()).find(({ category }) => category === "unknown")?.line ?? null;
    if (line === null) throw new Error("Préparation manquée");
    const stored = await storedDossiers(database.db, cfa.id);
    const other = eq(rapprochementEntries.dossierId, stored.get("E-2")?.id ?? "");
    await database.db.update(rapprochementEntries).set({ line }).where(other);
    await within(cfa.ctx, cfa.uai, erasePerson, stored.get("E-3")?.id ?? "", "EFFACÉE Zoé");
    const left = await entries();
    expect(left).toHaveLength(2);
    expect(JSON.stringify(left)).not.toMatch(/effac/i);

    await database.db
      .update(tbaLists)
      .set({ lines: [line] })
      .where(eq(tbaLists.etablissementId, cfa.id));
    await database.db.transaction((tx) => requestSameRapprochement(tx, cfa.id, queue.boss));
    await queue.work();
    expect(JSON.stringify(await entries())).not.toMatch(/effac/i);
    expect((await cfa.page()).current?.byCategory).toEqual({ "not-seen": 2 });
  });
});
