import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rows } from "@/db/database";
import { createDossier } from "@/lib/services/dossiers/create-dossier";
import { answerRows } from "@/lib/services/imports/preview/answer-rows";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { mendCells } from "@/lib/services/imports/preview/mend-cells";
import { undoImport } from "@/lib/services/imports/undo-import";
import { erasePerson } from "@/lib/services/rgpd/erase-person";
import { loadPerson } from "@/lib/services/rgpd/load-person";
import { listErasures, readmitPerson } from "@/lib/services/rgpd/readmit-person";
import { person } from "@/tests/factories/etablissement";
import { importingCfa, fileRow as row } from "@/tests/factories/importing-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);

async function cfa() {
  const one = await importingCfa(database, queue);
  const admin = await person(database.db, one.id, "administrateur");
  const erase = async (identifier: string) => {
    const id = (await one.stored()).get(identifier)?.id ?? "";
    const { confirmation } = await within(admin, one.uai, loadPerson, id);
    await within(admin, one.uai, erasePerson, id, confirmation);
  };
  /** In how many rows of a table a name is read. */
  const read = async (table: string, name: string) => {
    const [found] = await rows<{ n: number }>(
      database.db,
      sql`select count(*)::int as n from ${sql.identifier(table)} t where t::text ilike ${`%${name}%`}`,
    );
    return found?.n;
  };
  return { ...one, admin, erase, read };
}

describe("Une personne effacée", () => {
  it("ne revient pas par l'annulation d'un import qui avait donné son identifiant à une autre", async () => {
    const { ctx, uai, csv, apply, stored, erase, read } = await cfa();
    await apply(await csv(row("2806", "Quetzal", "Ana", "06/03/2008", "123456789AB")));
    const id = await csv(
      row("2806", "Second", "Karim", "11/11/2006", "987654321CD"),
      row("9999", "Quetzal", "Ana", "06/03/2008", "123456789AB"),
    );
    await within(ctx, uai, answerRows, id, [1], "same");
    await apply(id);
    await erase("9999");
    expect(await read("import_changes", "quetzal")).toBe(0);
    expect(await within(ctx, uai, undoImport, id)).toMatchObject({ removed: 0, restored: 0 });
    expect([...(await stored()).values()].map(({ apprenant }) => apprenant)).toEqual(["SECOND Karim"]);
  });

  it("sort d'un aperçu qui attend, dont les comptes suivent, même quand son nom y fut retapé", async () => {
    const { ctx, uai, csv, apply, importRow, staged, erase, read } = await cfa();
    await apply(await csv(row("E-1", "QuetzalÃ©", "Ana")));
    const id = await csv(row("E-1", "QuetzalÃ©", "Ana"), row("E-2", "Durand"), row("E-3", "Petit"));
    await within(ctx, uai, mendCells, id, [{ rank: 1, champ: "nom_apprenant", typed: "Quetzal" }]);
    await erase("E-1");
    expect(await staged(id)).toHaveLength(2);
    expect(await read("import_rows", "quetzal")).toBe(0);
    expect(await importRow(id)).toMatchObject({ created: 2, modified: 0, rows: 2 });
    const { summary, table } = await within(ctx, uai, loadImport, id, { view: null, page: 1 });
    expect(summary.created).toBe(table?.counts.nouveaux);
    expect(await apply(id)).toMatchObject({ state: "applied", created: 2 });
  });

  it("n'est pas dans les exemples des colonnes d'un fichier où sa ligne est écartée", async () => {
    const { csv, apply, importRow, erase } = await cfa();
    await apply(await csv(row("E-1", "Quetzal", "Ana")));
    await erase("E-1");
    const id = await csv(row("E-1", "Quetzal", "Ana"), row("E-2", "Durand"));
    expect(JSON.stringify(await importRow(id))).not.toMatch(/quetzal/i);
  });

  it("ne se saisit pas à la main sans être réadmise : le prochain fichier l'écarterait", async () => {
    const { id, uai, admin, ctx, csv, apply, erase, stored } = await cfa();
    await apply(await csv(row("E-1", "Quetzal", "Ana")));
    await erase("E-1");
    const typed = [
      { champ: "nom_apprenant", typed: "Quetzal" },
      { champ: "prenom_apprenant", typed: "Ana" },
      { champ: "date_de_naissance_apprenant", typed: "29/02/2008" },
      { champ: "annee_scolaire", typed: "2026-2027" },
    ] as const;
    await expect(within(ctx, uai, createDossier, typed)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/ont été effacées le .* peut la réadmettre/),
    });
    expect((await stored()).size).toBe(0);
    const [erasure] = await listErasures(database.db, id);
    await within(admin, uai, readmitPerson, erasure?.id ?? "");
    await within(ctx, uai, createDossier, typed);
    expect((await stored()).size).toBe(1);
  });
});
