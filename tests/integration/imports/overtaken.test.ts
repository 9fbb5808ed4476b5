import { describe, expect, it } from "vitest";
import { importSentence } from "@/components/imports/preview/import-sentence";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { mendCells } from "@/lib/services/imports/preview/mend-cells";
import { undoImport } from "@/lib/services/imports/undo-import";
import { importingCfa, fileRow as row } from "@/tests/factories/importing-cfa";
import { push, vendorJeton } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);
const server = softwareServer(database);
const cfa = () => importingCfa(database, queue);
type Cfa = Awaited<ReturnType<typeof cfa>>;

const OVERTAKEN = /Des dossiers ont changé.*rien n'est écrit.*relisez-le/s;

/** The import is not applied, nothing is written, and its preview is as of now. */
async function expectOvertaken(one: Cfa, id: string) {
  const before = await one.stored();
  expect(await one.apply(id)).toMatchObject({ state: "preview", refusal: expect.stringMatching(OVERTAKEN) });
  expect(await one.stored()).toEqual(before);
}

const applied = { state: "applied", refusal: null };

describe("Un aperçu devancé", () => {
  it("par un autre fichier n'est pas appliqué : il est refait, le dit, puis s'applique", async () => {
    const one = await cfa();
    const mine = await one.csv(row("E-1", "Martin"), row("E-2", "Durand"));
    const hers = await one.csv(row("E-1", "Martin"), row("E-2", "Dupond"));
    expect(await one.apply(hers)).toMatchObject({ ...applied, created: 2 });
    await expectOvertaken(one, mine);
    expect(await one.importRow(mine)).toMatchObject({ created: 0, modified: 1, unchanged: 1 });
    expect((await one.staged(mine))[1]?.changes).toEqual({ nom_apprenant: { before: "Dupond", after: "Durand" } });
    expect(await one.apply(mine)).toMatchObject({ ...applied, modified: 1, unchanged: 1 });
  });

  it("par un envoi du logiciel, qui dit autre chose d'un champ qu'il change aussi", async () => {
    const one = await cfa();
    await one.apply(await one.csv(row("E-1", "Martin")));
    const mine = await one.csv(row("E-1", "Martine"));
    const jeton = await vendorJeton(database.db, [one.uai]);
    const source = (await one.stored()).get("E-1")?.source ?? {};
    const sent = await push(server.url, jeton, [{ ...source, nom_apprenant: "Martinez" }]);
    expect(sent.status).toBe(200);
    await expectOvertaken(one, mine);
    expect((await one.staged(mine))[0]?.changes).toEqual({ nom_apprenant: { before: "Martinez", after: "Martine" } });
    expect(await one.apply(mine)).toMatchObject({ ...applied, modified: 1 });
  });

  it("par une correction qu'il remplacerait sans l'avoir dit, ou par celle d'une cellule reprise", async () => {
    const one = await cfa();
    await one.apply(await one.csv(row("E-1", "Martin"), row("E-2", "Durand")));
    const mine = await one.csv(row("E-1", "Martine"), row("E-2", "DupontÃ©"));
    await within(one.ctx, one.uai, mendCells, mine, [{ rank: 2, champ: "nom_apprenant", typed: "Dupont" }]);
    await one.correct("E-1", "nom_apprenant", "Martinet");
    await expectOvertaken(one, mine);
    expect(await one.importRow(mine)).toMatchObject({ correctionsOverridden: 1 });
    await one.correct("E-2", "nom_apprenant", "Duchamp");
    await expectOvertaken(one, mine);
    const changes = (await one.staged(mine)).map((staged) => staged.changes?.nom_apprenant);
    expect(changes[1]).toEqual({ before: "Duchamp", after: "Dupont" });
    expect(await one.apply(mine)).toMatchObject({ ...applied, modified: 2, correctionsOverridden: 1 });
  });

  it("par l'annulation de l'import d'avant", async () => {
    const one = await cfa();
    const first = await one.csv(row("E-1", "Martin"));
    await one.apply(first);
    const mine = await one.csv(row("E-1", "Martin"), row("E-2", "Durand"));
    await within(one.ctx, one.uai, undoImport, first);
    await expectOvertaken(one, mine);
    expect(await one.apply(mine)).toMatchObject({ ...applied, created: 2, unchanged: 0 });
  });

  it("par un autre fichier dont il ferait des absents", async () => {
    const one = await cfa();
    await one.apply(await one.csv(row("E-1", "Martin")));
    const mine = await one.csv(row("E-1", "Martin"), row("E-3", "Petit"));
    await one.apply(await one.csv(row("E-1", "Martin"), row("E-2", "Durand")));
    await expectOvertaken(one, mine);
    const { table, effect } = await within(one.ctx, one.uai, loadImport, mine, { view: "absents", page: 1 });
    expect({ effect, told: table?.absents.map(({ apprenant }) => apprenant) }).toMatchObject({
      effect: { absents: 1 },
      told: ["DURAND Léa"],
    });
    expect(await one.apply(mine)).toMatchObject(applied);
  });

  it("par ce qui n'est pas de lui s'applique comme il le montrait", async () => {
    const one = await cfa();
    await one.apply(await one.csv(row("E-1", "Martin"), row("E-2", "Durand")));
    const mine = await one.csv(row("E-1", "Martine"), row("E-2", "Durand"));
    await one.correct("E-2", "ine_apprenant", "123456789AB");
    await one.correct("E-1", "ine_apprenant", "123456789AC");
    expect(await one.apply(mine)).toMatchObject({ ...applied, modified: 1, unchanged: 1, correctionsKept: 2 });
  });
});

describe("Le fichier qui est celui du dernier import", () => {
  it("n'est plus dit sans effet quand cet import est annulé, ou qu'un autre est venu", async () => {
    const one = await cfa();
    const first = await one.csv(row("E-1", "Martin"));
    await one.apply(first);
    const again = await one.csv(row("E-1", "Martin"));
    const sameAs = async () => (await within(one.ctx, one.uai, loadImport, again, { view: null, page: 1 })).sameAs;
    expect(await sameAs()).toMatchObject({ id: first, isLast: true });
    await within(one.ctx, one.uai, undoImport, first);
    expect(await sameAs()).toMatchObject({ id: first, isLast: false });
    const detail = { summary: await one.importRow(again), sameAs: await sameAs(), table: null } as never;
    expect(importSentence(detail)).toBe("Ce fichier a déjà été importé.");
  });
});
