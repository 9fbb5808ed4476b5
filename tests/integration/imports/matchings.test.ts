import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { columnMatchings } from "@/db/schema/column-matchings";
import { etablissements, reseaux } from "@/db/schema/etablissements";
import { memberships } from "@/db/schema/users";
import type { ChampKey } from "@/lib/domain/champs";
import { actorId } from "@/lib/services/context";
import {
  copyMatching,
  forgetMatching,
  listMatchings,
  listNeighbours,
  renameMatching,
} from "@/lib/services/imports/matchings/manage-matchings";
import { chooseColumns } from "@/lib/services/imports/reading/choose-columns";
import { newEtablissement } from "@/tests/factories/etablissement";
import { fileRow, HEADINGS, importingCfa } from "@/tests/factories/importing-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testImports } from "@/tests/helpers/test-imports";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const queue = testImports(database);

/** A file whose name is under a heading that nobody knows. */
const UNKNOWN = HEADINGS.replace(";nom_apprenant", ";Blaze");
const bytes = (headings: string, ...rows: string[]) => new TextEncoder().encode([headings, ...rows].join("\n"));

async function learned() {
  const cfa = await importingCfa(database, queue);
  const { ctx, uai, send } = cfa;
  const id = await send("export.csv", bytes(UNKNOWN, fileRow("E-1", "Martin")));
  const input = {
    sheets: null,
    columns: [{ heading: "Blaze", field: "nom_apprenant" as const, order: null }],
    values: [],
    given: [],
    copied: [],
    remember: "Export de Gaïa",
  };
  expect(await cfa.importRow(id)).toMatchObject({ state: "columns" });
  await within(ctx, uai, chooseColumns, queue.boss, id, input);
  await queue.work();
  return { ...cfa, id };
}

describe("Une correspondance retenue", () => {
  it("se dit une fois : le fichier est relu avec elle, le suivant passe droit à l'aperçu, colonne en plus ou non", async () => {
    const { id, importRow, staged, send } = await learned();
    expect(await importRow(id)).toMatchObject({ state: "preview", created: 1 });
    expect((await staged(id))[0]).toMatchObject({ apprenant: "MARTIN Léa" });
    const next = await send("autre.csv", bytes(`${UNKNOWN};Couleur`, `${fileRow("E-2", "Durand")};bleu`));
    expect(await importRow(next)).toMatchObject({ state: "preview", matching: "Export de Gaïa" });
    expect((await staged(next))[0]).toMatchObject({ apprenant: "DURAND Léa" });
  });

  it("sert encore quand une colonne qu'elle laissait de côté n'est plus là, pas quand une qu'elle prenait manque", async () => {
    const { ctx, uai, send, importRow } = await importingCfa(database, queue);
    const choose = async (id: string, columns: { heading: string; field: ChampKey | null }[]) => {
      const answers = columns.map((column) => ({ ...column, order: null }));
      const input = { sheets: null, columns: answers, values: [], given: [], copied: [], remember: "Export" };
      await within(ctx, uai, chooseColumns, queue.boss, id, input);
      await queue.work();
    };
    const both = await send("a.csv", bytes(`${UNKNOWN};Couleur`, `${fileRow("E-1", "Martin")};bleu`));
    await choose(both, [
      { heading: "Blaze", field: "nom_apprenant" },
      { heading: "Couleur", field: null },
    ]);
    const without = await send("b.csv", bytes(UNKNOWN, fileRow("E-1", "Martin")));
    expect(await importRow(without)).toMatchObject({ state: "preview", matching: "Export" });
    const other = HEADINGS.replace(";nom_apprenant", ";Zigoto");
    const renamed = await send("c.csv", bytes(`${other};Couleur`, `${fileRow("E-1", "Martin")};bleu`));
    expect(await importRow(renamed)).toMatchObject({ state: "columns", matching: null });
  });

  it("qui ne fait que laisser des colonnes de côté sert tant que le fichier n'en a pas d'autre", async () => {
    const { ctx, uai, send, importRow } = await importingCfa(database, queue);
    const id = await send("a.csv", bytes(`${HEADINGS};Couleur;Taille`, `${fileRow("E-1", "Martin")};bleu;XL`));
    const columns = ["Couleur", "Taille"].map((heading) => ({ heading, field: null, order: null }));
    const input = { sheets: null, columns, values: [], given: [], copied: [], remember: "Export" };
    await within(ctx, uai, chooseColumns, queue.boss, id, input);
    await queue.work();
    const fewer = await send("b.csv", bytes(`${HEADINGS};Taille`, `${fileRow("E-1", "Martin")};XL`));
    expect(await importRow(fewer)).toMatchObject({ state: "preview", matching: "Export" });
    const another = await send("c.csv", bytes(`${HEADINGS};Taille;Forme`, `${fileRow("E-1", "Martin")};XL;rond`));
    expect(await importRow(another)).toMatchObject({ state: "columns" });
  });

  it("ne sert pas à un fichier qui n'a pas ces titres", async () => {
    const { send, importRow } = await learned();
    const other = await send(
      "autre.csv",
      bytes(HEADINGS.replace(";nom_apprenant", ";Zigoto"), fileRow("E-2", "Durand")),
    );
    expect(await importRow(other)).toMatchObject({ state: "columns", matching: null });
  });

  it("refuse deux colonnes pour un seul champ", async () => {
    const { ctx, uai, id } = await learned();
    const column = (heading: string) => ({ heading, field: "nom_apprenant" as const, order: null });
    const input = {
      sheets: null,
      columns: [column("A"), column("B")],
      values: [],
      given: [],
      copied: [],
      remember: null,
    };
    await expect(within(ctx, uai, chooseColumns, queue.boss, id, input)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: "« A » et « B » ne peuvent pas être toutes deux Nom : choisissez-en une.",
    });
  });

  it("se renomme, s'oublie, et se donne à un établissement du même réseau où l'on importe aussi, à lui seul", async () => {
    const { ctx, uai, id: own } = await learned();
    const [sister, stranger] = [await newEtablissement(database.db), await newEtablissement(database.db)];
    const [reseau] = await database.db.insert(reseaux).values({ name: "Réseau" }).returning();
    for (const each of [uai, sister.uai]) {
      await database.db
        .update(etablissements)
        .set({ reseauId: reseau?.id ?? null })
        .where(eq(etablissements.uai, each));
    }
    const userId = actorId(ctx.actor) ?? "";
    for (const { id } of [sister, stranger]) {
      await database.db.insert(memberships).values({ userId, etablissementId: id, role: "gestionnaire" });
    }
    expect(own).not.toBe("");
    const [matching] = await within(ctx, uai, listMatchings);
    const id = matching?.id ?? "";
    expect((await within(ctx, uai, listNeighbours)).map((n) => n.uai)).toEqual([sister.uai]);
    await within(ctx, uai, copyMatching, id, sister.uai);
    expect(await within(ctx, sister.uai, listMatchings)).toMatchObject([
      { name: "Export de Gaïa", headings: ["Blaze"] },
    ]);
    await within(ctx, uai, copyMatching, id, sister.uai);
    const theirs = { choices: { columns: { Blaze: "prenom_apprenant" as const } }, name: "La leur" };
    await database.db.update(columnMatchings).set(theirs).where(eq(columnMatchings.etablissementId, sister.id));
    await expect(within(ctx, uai, copyMatching, id, sister.uai)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("« La leur »"),
    });
    expect(await within(ctx, sister.uai, listMatchings)).toMatchObject([{ name: "La leur" }]);
    await expect(within(ctx, uai, copyMatching, id, stranger.uai)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await within(ctx, uai, renameMatching, id, "Gaïa 2026");
    expect(await within(ctx, uai, listMatchings)).toMatchObject([{ name: "Gaïa 2026" }]);
    await within(ctx, uai, forgetMatching, id);
    expect(await within(ctx, uai, listMatchings)).toEqual([]);
    await expect(within(ctx, sister.uai, forgetMatching, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
