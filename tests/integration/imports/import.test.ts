import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { startHeavyWork } from "@/lib/services/etablissements/heavy-work";
import { openScope } from "@/lib/services/etablissements/scope";
import { setAsideSheet } from "@/lib/services/imports/preview/set-aside-sheet";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storedDossiers } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const EXAMPLE = new Uint8Array(readFileSync("scripts/demo/example/apprenants-exemple.xlsx"));
const TEMPLATE = new Uint8Array(readFileSync("tests/fixtures/modele-import-29012025.xlsx"));

async function cfa() {
  const etablissement = await newEtablissement(database.db);
  const ctx = await person(database.db, etablissement.id, "gestionnaire");
  const onImport = (bytes: Uint8Array, name = "essai.xlsx") =>
    within(ctx, etablissement.uai, importBytes, { name, bytes });
  const csv = (...rows: string[]) => onImport(new TextEncoder().encode(rows.join("\n")), "essai.csv");
  const stored = () => storedDossiers(database.db, etablissement.id);
  return { ...etablissement, ctx, onImport, csv, stored };
}

const HEADINGS = "nom;prénom;date de naissance;année scolaire;email";

describe("L'import d'un fichier", () => {
  it("prend l'exemple : 57 apprentis dont 40 invalides, et garde les autres hors du rapport", async () => {
    const { ctx, uai, onImport } = await cfa();
    expect(await onImport(EXAMPLE)).toMatchObject({ rows: 64, created: 64, nonApprentis: 7, setAside: [] });
    const rapport = await within(ctx, uai, loadRapport, parseFilters({}));
    expect(rapport.total).toBe(57);
    expect(rapport.byEtat).toEqual({ invalide: 40, "a-transmettre": 17, transmis: 0, refuse: 0 });
    const numbers = (await within(ctx, uai, loadRapport, parseFilters({ page: "2" }))).rows.map((l) => l.numero);
    expect(numbers).toEqual([51, 52, 53, 54, 55, 56, 57]);
  });

  it("dit dans « À surveiller » combien du fichier le rapport ne compte pas", async () => {
    const { ctx, uai, onImport } = await cfa();
    await onImport(EXAMPLE);
    expect((await within(ctx, uai, loadToWatch)).file).toMatchObject({ held: 64, nonApprentis: 7 });
  });

  it("ne change rien au second import du même fichier", async () => {
    const { onImport, stored } = await cfa();
    await onImport(EXAMPLE);
    const before = await stored();
    const { id, ...second } = await onImport(EXAMPLE);
    expect(second).toMatchObject({ created: 0, modified: 0, unchanged: 64 });
    // Only which import held them last.
    const expected = [...before].map(([identifier, d]) => [identifier, { ...d, importId: id }] as const);
    expect(await stored()).toEqual(new Map(expected));
  });

  it("prend le modèle du TBA, qui n'a pas d'identifiant, et en donne un qui ne bouge plus", async () => {
    const { onImport, stored } = await cfa();
    expect(await onImport(TEMPLATE)).toMatchObject({ rows: 1, created: 1 });
    const [identifier] = (await stored()).keys();
    expect(identifier).toMatch(/^PTBA-/);
    expect(await onImport(TEMPLATE)).toMatchObject({ created: 0, unchanged: 1 });
    expect([...(await stored()).keys()]).toEqual([identifier]);
  });

  it("garde l'identité d'un apprenant dont le nom a été corrigé", async () => {
    const { csv, stored } = await cfa();
    await csv(HEADINGS, "Matrin;Léa;29/02/2004;2026-2027;lea@example.org");
    const before = await stored();
    expect(await csv(HEADINGS, "Martin;Léa;29/02/2004;2026-2027;lea@example.org")).toMatchObject({
      created: 0,
      modified: 1,
    });
    const after = await stored();
    expect([...after.keys()]).toEqual([...before.keys()]);
    expect([...after.values()][0]).toMatchObject({ apprenant: "MARTIN Léa", numero: 1 });
  });

  it("ouvre un autre dossier, sous la même identité, pour une autre année", async () => {
    const { id, csv } = await cfa();
    await csv(HEADINGS, "Martin;Léa;29/02/2004;2025-2026;", "Martin;Léa;29/02/2004;2026-2027;");
    const got = await database.db.select().from(dossiers).where(eq(dossiers.etablissementId, id));
    expect(got).toHaveLength(2);
    expect(new Set(got.map((d) => d.idErpApprenant)).size).toBe(1);
  });

  it("corrige l'année mal écrite sur le même dossier", async () => {
    const { csv, stored } = await cfa();
    await csv(`id_erp_apprenant;${HEADINGS}`, "E-1;Martin;Léa;29/02/2004;2026;");
    expect(await csv(`id_erp_apprenant;${HEADINGS}`, "E-1;Martin;Léa;29/02/2004;2026-2027;")).toMatchObject({
      created: 0,
      modified: 1,
    });
    expect((await stored()).get("E-1")).toMatchObject({ anneeScolaire: "2026-2027", numero: 1 });
  });

  it("écarte les lignes sans nom et les répétitions, avec leur numéro ; les autres passent", async () => {
    const { csv, ctx, uai } = await cfa();
    const summary = await csv(
      HEADINGS,
      "Martin;Léa;29/02/2004;2026-2027;",
      ";Jean;01/01/2005;;",
      "MARTIN;lea;29/02/2004;2026-2027;",
    );
    expect(summary).toMatchObject({ rows: 3, created: 1 });
    expect(summary.setAside.map((e) => e.reason)).toEqual([
      "Ligne 3 : il manque le nom.",
      "Ligne 4 : même apprenant et même année que la ligne 2, qui est gardée.",
    ]);
    const { name } = await within(ctx, uai, setAsideSheet, summary.id);
    expect(name).toMatch(new RegExp(`^lignes-ecartees-${uai}-\\d{4}-\\d{2}-\\d{2}\\.xlsx$`));
  });

  it("laisse tenir une correction que la source ne contredit pas", async () => {
    const { id, csv, stored } = await cfa();
    const file = [`id_erp_apprenant;${HEADINGS}`, "E-1;Matrin;Léa;29/02/2004;2026-2027;"] as const;
    await csv(...file);
    await database.db
      .update(dossiers)
      .set({ corrections: { nom_apprenant: { value: "Martin", source: "Matrin" } } })
      .where(eq(dossiers.etablissementId, id));
    await csv(file[0], "E-1;Matrin;Léa;29/02/2004;2026-2027;lea@example.org");
    expect((await stored()).get("E-1")).toMatchObject({ apprenant: "MARTIN Léa" });
    await csv(file[0], "E-1;Martine;Léa;29/02/2004;2026-2027;lea@example.org");
    expect((await stored()).get("E-1")).toMatchObject({ apprenant: "MARTINE Léa", corrections: {} });
  });

  it("refuse d'une phrase ce qui n'est pas un fichier d'apprenants, et n'écrit rien", async () => {
    const { id, onImport, csv, stored } = await cfa();
    const bytes = (text: string) => new TextEncoder().encode(text);
    await expect(onImport(bytes("ceci n'est pas un classeur"))).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(onImport(EXAMPLE.slice(0, 5000))).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(csv("couleur;taille", "bleu;12")).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(onImport(new Uint8Array(51 * 1024 * 1024))).rejects.toThrow(/Mo/);
    await expect(onImport(new Uint8Array())).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect((await stored()).size).toBe(0);
    expect(await database.db.$count(imports, eq(imports.etablissementId, id))).toBe(0);
  });

  it("refuse un second import pendant le premier, sans attendre, puis l'accepte", async () => {
    const { ctx, uai, onImport, stored } = await cfa();
    const end = startHeavyWork(await openScope(ctx, uai), "import");
    const busy = { code: "BUSY", message: "Un import est en cours : réessayez dans un instant." };
    await expect(onImport(EXAMPLE)).rejects.toMatchObject(busy);
    end();
    expect((await onImport(EXAMPLE)).created).toBe(64);
    expect((await onImport(EXAMPLE)).created).toBe(0);
    const numbers = [...(await stored()).values()].flatMap((d) => d.numero ?? []).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 57 }, (_, i) => i + 1));
  });
});

describe("Un identifiant que le tableur a dépouillé de ses zéros", () => {
  const HEADINGS = "id_erp_apprenant;nom;prénom;né le;année scolaire";
  const bytes = (...rows: string[]) => new TextEncoder().encode([HEADINGS, ...rows].join("\n"));

  it("reste celui de la même personne, et le TBA ne voit pas de nouveau venu", async () => {
    const etablissement = await newEtablissement(database.db);
    const ctx = await person(database.db, etablissement.id, "gestionnaire");
    const receive = (...rows: string[]) =>
      within(ctx, etablissement.uai, importBytes, { name: "a.csv", bytes: bytes(...rows) });
    await receive("000451;Zerodevant;Ana;04/02/2008;2026-2027");
    await receive("451;Zerodevant;Ana;04/02/2008;2026-2027", "0452;Autre;Bob;04/02/2008;2026-2027");
    const stored = await storedDossiers(database.db, etablissement.id);
    expect([...stored.keys()].sort()).toEqual(["000451", "0452"]);
    expect(stored.get("000451")?.source.id_erp_apprenant).toBe("000451");
  });

  it("l'est aussi dans un même fichier : la seconde ligne répète la première", async () => {
    const etablissement = await newEtablissement(database.db);
    const ctx = await person(database.db, etablissement.id, "gestionnaire");
    const twice = ["000451", "451"].map((id) => `${id};Zerodevant;Ana;04/02/2008;2026-2027`);
    await within(ctx, etablissement.uai, importBytes, { name: "a.csv", bytes: bytes(...twice) });
    expect([...(await storedDossiers(database.db, etablissement.id)).keys()]).toEqual(["000451"]);
  });

  it("n'est pas celui d'une autre personne", async () => {
    const etablissement = await newEtablissement(database.db);
    const ctx = await person(database.db, etablissement.id, "gestionnaire");
    await within(ctx, etablissement.uai, importBytes, {
      name: "a.csv",
      bytes: bytes("000451;Zerodevant;Ana;04/02/2008;2026-2027"),
    });
    await within(ctx, etablissement.uai, importBytes, {
      name: "b.csv",
      bytes: bytes("451;Quelqu'un;Paul;05/03/2007;2026-2027"),
    });
    expect([...(await storedDossiers(database.db, etablissement.id)).keys()].sort()).toEqual(["000451", "451"]);
  });
});
