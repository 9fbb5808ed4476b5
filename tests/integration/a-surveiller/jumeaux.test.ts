import { describe, expect, it } from "vitest";
import { countToWatch } from "@/lib/services/a-surveiller/count-to-watch";
import { declareJumeaux, undoJumeaux } from "@/lib/services/a-surveiller/declare-jumeaux";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { reprepareEtablissement } from "@/lib/services/preparation/reprepare";
import { storedDossiers } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const HEADINGS = "id_erp_apprenant;nom;prénom;date de naissance;année scolaire;email";
const LEA = "Martin;Léa;01/01/2005;2026-2027;";

async function cfa() {
  const etablissement = await newEtablissement(database.db);
  const ctx = await person(database.db, etablissement.id, "gestionnaire");
  const onImport = (...rows: string[]) =>
    within(ctx, etablissement.uai, importBytes, {
      name: "a.csv",
      bytes: new TextEncoder().encode([HEADINGS, ...rows].join("\n")),
    });
  const reported = async () =>
    [...(await storedDossiers(database.db, etablissement.id)).values()]
      .filter((d) => d.anomalies.some((a) => a.code === "PERSONNE_EN_DOUBLE"))
      .map((d) => d.idErpApprenant)
      .sort();
  const pairs = async () =>
    (await within(ctx, etablissement.uai, loadToWatch)).duplicates.map((p) => p.map((d) => d.identifier));
  return { ...etablissement, ctx, onImport, reported, pairs };
}

describe("« Ce sont des jumeaux »", () => {
  it("se répond une fois pour toutes, et s'annule", async () => {
    const { id, uai, ctx, onImport, reported, pairs } = await cfa();
    await onImport(`B;${LEA}b@ex.fr`, `A;${LEA}a@ex.fr`);
    expect(await pairs()).toEqual([["A", "B"]]);
    expect(await within(ctx, uai, countToWatch)).toBe(1);
    await within(ctx, uai, declareJumeaux, "B", "A");
    expect(await reported()).toEqual([]);
    expect(await pairs()).toEqual([]);
    // Neither an import, nor a preparation again, nor a correction brings it back.
    await onImport(`A;${LEA}autre@ex.fr`, `B;${LEA}b2@ex.fr`);
    await reprepareEtablissement(database.db, id);
    expect(await reported()).toEqual([]);
    expect((await within(ctx, uai, loadToWatch)).jumeaux).toMatchObject([{ first: "A", second: "B" }]);
    await within(ctx, uai, undoJumeaux, "A", "B");
    expect(await reported()).toEqual(["A", "B"]);
  });

  it("ne vaut que pour ces deux-là : un troisième reste signalé", async () => {
    const { uai, ctx, onImport, reported, pairs } = await cfa();
    await onImport(`A;${LEA}`, `B;${LEA}`, `C;${LEA}`);
    await within(ctx, uai, declareJumeaux, "A", "B");
    expect(await pairs()).toEqual([
      ["A", "C"],
      ["B", "C"],
    ]);
    expect(await reported()).toEqual(["A", "B", "C"]);
    await within(ctx, uai, declareJumeaux, "A", "C");
    await within(ctx, uai, declareJumeaux, "C", "B");
    expect(await reported()).toEqual([]);
  });

  it("n'est dit ni de deux inconnus, ni d'un autre établissement, ni par un lecteur", async () => {
    const [here, elsewhere] = [await cfa(), await cfa()];
    await here.onImport(`A;${LEA}`, `B;${LEA}`, "C;Autre;Zoé;02/02/2004;2026-2027;");
    await elsewhere.onImport(`A;${LEA}`, `B;${LEA}`);
    for (const [a, b] of [
      ["A", "C"],
      ["A", "A"],
      ["X", "Y"],
    ] as const) {
      await expect(within(here.ctx, here.uai, declareJumeaux, a, b)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    const lecteur = await person(database.db, here.id, "lecteur");
    await expect(within(lecteur, here.uai, declareJumeaux, "A", "B")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await within(here.ctx, here.uai, declareJumeaux, "A", "B");
    expect(await elsewhere.reported()).toEqual(["A", "B"]);
    await expect(within(elsewhere.ctx, elsewhere.uai, undoJumeaux, "A", "B")).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(within(lecteur, here.uai, undoJumeaux, "A", "B")).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await here.reported()).toEqual([]);
  });
});
