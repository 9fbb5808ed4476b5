import { eq } from "drizzle-orm";
import type ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { submissions } from "@/db/schema/dossiers";
import { rapprochements } from "@/db/schema/rapprochements";
import type { JsonObject } from "@/lib/domain/json";
import { answerLine, undoAnswer } from "@/lib/services/rapprochement/answer-line";
import { requestSameRapprochement } from "@/lib/services/rapprochement/request-rapprochement";
import { person } from "@/tests/factories/etablissement";
import { audited } from "@/tests/helpers/audited";
import { changedList, comparedCfa, current } from "@/tests/helpers/compared-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const simulator = testSimulator();
const queue = testImports(database);
const made = (sources: readonly JsonObject[]) => comparedCfa({ database, simulator, queue }, sources);

describe("La réponse donnée à une ligne douteuse", () => {
  it("retient si une ligne douteuse est la même personne ou non, pour cette liste et les suivantes, et sait l'oublier", async () => {
    const cfa = await made([
      current(1, { nom_apprenant: "Douteux", date_de_naissance_apprenant: "2006-03-12" }),
      current(2),
    ]);
    await cfa.send();
    const list = await changedList(await cfa.download("apprenant"), (sheet) => {
      const heading = (sheet.getRow(1).values as ExcelJS.CellValue[]).findIndex((each) =>
        /naissance/i.test(String(each)),
      );
      for (const rank of [2, 3]) {
        const row = sheet.getRow(rank);
        if (String(row.values).includes("DOUTEUX")) row.getCell(heading).value = "13/03/2006";
      }
    });
    await cfa.drop("apprenant", list);
    const line = async () => {
      const { current: last, categories } = await cfa.page();
      const [row] = categories.find(({ category }) => category === "to-confirm")?.rows ?? [];
      return { rapprochementId: last?.id ?? "", rank: row?.rank ?? -1 };
    };
    const answer = async (same: boolean) => {
      await within(cfa.ctx, cfa.uai, answerLine, queue.boss, await line(), same);
      await queue.work();
      return cfa.page();
    };
    expect((await cfa.page()).current?.byCategory).toEqual({ seen: 1, "to-confirm": 1 });
    const asked = await line();
    const reader = await person(database.db, cfa.id, "lecteur");
    await expect(within(reader, cfa.uai, answerLine, queue.boss, asked, true)).rejects.toThrow(/rôle/);
    const other = await made([current(1)]);
    await expect(within(other.ctx, other.uai, answerLine, queue.boss, asked, true)).rejects.toThrow(/plus de réponse/);

    const same = await answer(true);
    expect(same.current?.byCategory).toEqual({ seen: 2 });
    expect(same.history).toHaveLength(1);
    const [given] = same.answers;
    expect(same.answers).toEqual([
      expect.objectContaining({ same: true, apprenant: expect.stringMatching(/^DOUTEUX/) }),
    ]);
    await expect(within(cfa.ctx, cfa.uai, answerLine, queue.boss, asked, true)).rejects.toThrow(/plus de réponse/);
    await cfa.drop("apprenant", list);
    const again = await cfa.page();
    expect([again.current?.byCategory, again.current?.change]).toEqual([{ seen: 2 }, { appeared: 0, vanished: 0 }]);

    await within(cfa.ctx, cfa.uai, undoAnswer, queue.boss, given?.dossierId ?? "", given?.person ?? "");
    await queue.work();
    const undone = await cfa.page();
    expect([undone.current?.byCategory, undone.answers]).toEqual([{ seen: 1, "to-confirm": 1 }, []]);
    // Compared again, it is still measured against the one before.
    expect(undone.current?.change).toEqual({ appeared: 0, vanished: 1 });
    expect((await answer(false)).current?.byCategory).toEqual({ seen: 1, "not-seen": 1, unknown: 1 });
    const said = (await audited(database.db, cfa.id)).filter((action) => action.startsWith("rapprochement-"));
    expect(said).toEqual(["rapprochement-answered", "rapprochement-answer-undone", "rapprochement-answered"]);
  });

  it("ne laisse pas « Vu » sur le dossier quand on l'annule, et l'y laisse quand la liste d'avant le montrait", async () => {
    const cfa = await made([current(1), current(2)]);
    await cfa.send();
    const whole = await cfa.download("apprenant");
    const off = await changedList(whole, (sheet) => {
      for (const rank of [2, 3]) {
        const cell = sheet.getRow(rank).getCell(7);
        const born = new Date(cell.value as Date | string);
        cell.value = new Date(Date.UTC(born.getUTCFullYear(), born.getUTCMonth(), born.getUTCDate() === 28 ? 27 : 28));
      }
    });
    const seen = async () =>
      (await database.db.select().from(submissions).where(eq(submissions.etablissementId, cfa.id))).filter(
        ({ seenAt }) => seenAt !== null,
      ).length;
    const confirm = async () => {
      const { current: last, categories } = await cfa.page();
      const [row] = categories.find(({ category }) => category === "to-confirm")?.rows ?? [];
      const line = { rapprochementId: last?.id ?? "", rank: row?.rank ?? -1 };
      await within(cfa.ctx, cfa.uai, answerLine, queue.boss, line, true);
      await queue.work();
    };
    const undo = async () => {
      const [given] = (await cfa.page()).answers;
      await within(cfa.ctx, cfa.uai, undoAnswer, queue.boss, given?.dossierId ?? "", given?.person ?? "");
      await queue.work();
    };
    await cfa.drop("apprenant", off);
    await confirm();
    expect(await seen()).toBe(1);
    await undo();
    expect(await seen()).toBe(0);
    await cfa.drop("apprenant", whole);
    await cfa.drop("apprenant", off);
    await confirm();
    await undo();
    expect(await seen()).toBe(2);
  });

  it("reprend quand on a répondu pendant qu'elle se comparait", async () => {
    const cfa = await made([current(1)]);
    await cfa.send();
    await cfa.drop("apprenant", await cfa.download("apprenant"));
    const [last] = await database.db.select().from(rapprochements).where(eq(rapprochements.etablissementId, cfa.id));
    const own = eq(rapprochements.id, last?.id ?? "");
    await database.db.update(rapprochements).set({ state: "running" }).where(own);
    await database.db.transaction((tx) => requestSameRapprochement(tx, cfa.id, queue.boss));
    const state = async () => (await database.db.select().from(rapprochements).where(own))[0]?.state;
    expect(await state()).toBe("waiting");
    await queue.work();
    expect(await state()).toBe("done");
  });
});
