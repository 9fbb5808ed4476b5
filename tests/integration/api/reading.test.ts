import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { tbaCouples } from "@/db/schema/tba";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { VERSION } from "@/lib/services/dossiers/dossier-version";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";
import { validSource } from "@/tests/factories/dossiers";
import { cfaWithJeton, push, vendorJeton } from "@/tests/factories/software";
import { softwareServer } from "@/tests/helpers/software-server";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const server = softwareServer(database);

async function get(jeton: string, path: string) {
  const response = await fetch(`${server.url}/api/v3/${path}`, { headers: { authorization: `Bearer ${jeton}` } });
  return { status: response.status, type: response.headers.get("content-type"), body: await response.json() };
}

describe("Un logiciel lit ce que ses dossiers deviennent", () => {
  it("page après page, jusqu'au dernier, chacun une fois", async () => {
    const { jeton } = await cfaWithJeton(database.db);
    const sources = [1, 2, 3, 4, 5].map((n) => validSource(n));
    await push(server.url, jeton, sources);
    const seen: string[] = [];
    for (let cursor = "", page = 0; page < 5; page++) {
      const { body } = await get(jeton, `dossiers-apprenants?limite=2${cursor}`);
      seen.push(...body.dossiers.map((d: { id_erp_apprenant: string }) => d.id_erp_apprenant));
      if (body.suivant === null) break;
      cursor = `&curseur=${body.suivant}`;
    }
    expect(seen.sort()).toEqual(sources.map(({ id_erp_apprenant }) => String(id_erp_apprenant)).sort());
  });

  it("par état et par date de changement, avec les anomalies, le statut et le prochain changement", async () => {
    const { jeton } = await cfaWithJeton(database.db);
    await push(server.url, jeton, [validSource(1), { ...validSource(2), formation_cfd: "x" }]);
    const invalid = await get(jeton, "dossiers-apprenants?etat=invalide");
    expect(invalid.body.dossiers).toMatchObject([
      {
        etat: { code: "invalide", libelle: "Invalide pour TBA" },
        anomalies: expect.arrayContaining([expect.objectContaining({ code: "CFD_INVALIDE", gravite: "bloquante" })]),
      },
    ]);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect((await get(jeton, `dossiers-apprenants?modifie_depuis=${tomorrow}`)).body.dossiers).toEqual([]);
    const one = await get(jeton, `dossiers-apprenants/${encodeURIComponent(String(validSource(1).id_erp_apprenant))}`);
    expect(one.body.dossiers).toMatchObject([
      { etat: { code: "a-transmettre" }, statut: { libelle: expect.any(String) } },
    ]);
  });

  it("ce que le secrétariat a corrigé se reprend dans le logiciel", async () => {
    const cfa = await cfaWithJeton(database.db);
    await push(server.url, cfa.jeton, [{ ...validSource(1), formation_cfd: "x" }, validSource(2)]);
    const [wrong] = await database.db
      .select({ id: dossiers.id, idErpApprenant: dossiers.idErpApprenant, version: VERSION })
      .from(dossiers)
      .where(and(eq(dossiers.etablissementId, cfa.id), eq(dossiers.blocked, true)));
    const inputs = [{ champ: "formation_cfd" as const, before: "x", typed: "40025214" }];
    await within(cfa.ctx, cfa.uai, correctDossier, wrong?.id ?? "", { version: wrong?.version ?? "", inputs });
    const { body } = await get(cfa.jeton, "corrections?depuis=2020-01-01T00:00:00Z");
    expect(body.corrections).toMatchObject([
      {
        id_erp_apprenant: wrong?.idErpApprenant,
        champs: [{ champ: "formation_cfd", valeur: "40025214", valeur_recue: "x" }],
      },
    ]);
    const later = new Date(Date.now() + 86_400_000).toISOString();
    expect((await get(cfa.jeton, `corrections?depuis=${later}`)).body.corrections).toEqual([]);
  });

  it("page après page, même quand tout a été corrigé au même instant", async () => {
    const cfa = await cfaWithJeton(database.db);
    const wrong = [1, 2, 3, 4, 5].map((n) => ({ ...validSource(n), formation_cfd: "x" }));
    await push(server.url, cfa.jeton, wrong);
    const stored = await database.db
      .select({ id: dossiers.id, version: VERSION })
      .from(dossiers)
      .where(eq(dossiers.etablissementId, cfa.id));
    const inputs = [{ champ: "formation_cfd" as const, before: "x", typed: "40025214" }];
    for (const { id, version } of stored) {
      await within(cfa.ctx, cfa.uai, correctDossier, id, { version, inputs });
    }
    const seen: string[] = [];
    for (let cursor = "", page = 0; page < 5; page++) {
      const { body } = await get(cfa.jeton, `corrections?depuis=2020-01-01T00:00:00Z&limite=2${cursor}`);
      seen.push(...body.corrections.map((d: { id_erp_apprenant: string }) => d.id_erp_apprenant));
      expect(body.tronque).toBe(body.suivant !== null);
      if (body.suivant === null) break;
      cursor = `&curseur=${body.suivant}`;
    }
    expect(seen.sort()).toEqual([1, 2, 3, 4, 5].map((n) => `E-${n}`));
  });

  it("par l'identifiant tel qu'il l'a envoyé, même avec un signe qui ne se garde pas", async () => {
    const { jeton } = await cfaWithJeton(database.db);
    await push(server.url, jeton, [{ ...validSource(1), id_erp_apprenant: "A\u0000B" }]);
    const asked = await get(jeton, "dossiers-apprenants/A%00B");
    expect([asked.status, asked.body.dossiers?.[0]?.id_erp_apprenant]).toEqual([200, "AB"]);
    expect((await get(jeton, "dossiers-apprenants/%00")).status).toBe(404);
    expect((await get(jeton, "dossiers-apprenants/AB?annee_scolaire=%00")).status).toBe(404);
  });

  it("par un identifiant à signes d'adresse, une seule fois décodé : %, /, espace, accent", async () => {
    const { jeton } = await cfaWithJeton(database.db);
    const identifiers = ["100%", "%41", "A/B", "é è", "a?b#c"];
    await push(
      server.url,
      jeton,
      identifiers.map((id_erp_apprenant, n) => ({ ...validSource(n), id_erp_apprenant })),
    );
    for (const identifier of identifiers) {
      const { status, body } = await get(jeton, `dossiers-apprenants/${encodeURIComponent(identifier)}`);
      expect([status, body.dossiers?.map((d: { id_erp_apprenant: string }) => d.id_erp_apprenant)]).toEqual([
        200,
        [identifier],
      ]);
    }
  });

  it("jamais ceux d'un autre établissement, même par leur identifiant", async () => {
    const [one, other] = [await cfaWithJeton(database.db), await cfaWithJeton(database.db)];
    await push(server.url, other.jeton, [validSource(7)]);
    expect((await get(one.jeton, "dossiers-apprenants")).body.dossiers).toEqual([]);
    const found = await get(one.jeton, `dossiers-apprenants/${validSource(7).id_erp_apprenant}`);
    expect([found.status, found.type]).toEqual([404, "application/problem+json; charset=utf-8"]);
    expect((await get(one.jeton, `dossiers-apprenants?etablissement=${other.uai}`)).status).toBe(404);
    const vendor = await vendorJeton(database.db, [one.uai, other.uai]);
    expect((await get(vendor, "dossiers-apprenants")).body.dossiers).toMatchObject([{ etablissement: other.uai }]);
  });

  it("ce qui a bougé, même quand c'est le TBA ou une autre règle qui en dit autre chose", async () => {
    const { id, jeton } = await cfaWithJeton(database.db);
    const [uai, siret] = ["0359471E", "59904711500010"];
    const couple = { etablissement_formateur_uai: uai, etablissement_formateur_siret: siret };
    await push(server.url, jeton, [{ ...validSource(1), ...couple }, validSource(2)]);
    const since = new Date().toISOString();
    const changed = async () => (await get(jeton, `dossiers-apprenants?modifie_depuis=${since}`)).body.dossiers;
    expect(await changed()).toEqual([]);
    await database.db.insert(tbaCouples).values({ uai, siret, known: false, closed: false, checkedAt: new Date() });
    await reprepareOutdated(database.db, id);
    expect(await changed()).toMatchObject([
      {
        id_erp_apprenant: validSource(1).id_erp_apprenant,
        anomalies: expect.arrayContaining([expect.objectContaining({ code: "COUPLE_INCONNU" })]),
      },
    ]);
    await database.db.delete(tbaCouples).where(eq(tbaCouples.siret, siret));
  });

  it("un paramètre donné deux fois est refusé, au lieu qu'un seul compte sans le dire", async () => {
    const { jeton } = await cfaWithJeton(database.db);
    for (const [name, query] of [
      ["etat", "dossiers-apprenants?etat=invalide&etat=refuse"],
      ["limite", "dossiers-apprenants?limite=1&limite=2"],
      ["annee_scolaire", "dossiers-apprenants/x?annee_scolaire=2025-2026&annee_scolaire=2026-2027"],
      ["depuis", "corrections?depuis=2026-09-01T00:00:00Z&depuis=2026-09-02T00:00:00Z"],
    ] as const) {
      const { status, body } = await get(jeton, query);
      expect([query, status]).toEqual([query, 400]);
      expect(body.detail).toMatch(new RegExp(`^${name}\\s: donnez-le une seule fois\\.$`));
    }
    expect(await get(jeton, "dossiers-apprenants?autre=1&autre=2")).toMatchObject({ status: 200 });
  });

  it("un refus est un problème en JSON, avec une phrase", async () => {
    const sender = await cfaWithJeton(database.db, ["send"]);
    expect(await get(sender.jeton, "corrections")).toMatchObject({
      status: 403,
      body: { status: 403, detail: "Ce jeton ne permet pas de lire les dossiers" },
    });
    const { jeton } = await cfaWithJeton(database.db);
    expect(await get(jeton, "dossiers-apprenants?etat=inconnu")).toMatchObject({
      status: 400,
      body: { type: "about:blank" },
    });
    expect(await get(jeton, "dossiers-apprenants?limite=0")).toMatchObject({ status: 400 });
    const instants = ["0000-01-01T00:00:00Z", "0001-01-01T00:00:00%2B23:59", "9999-12-31T23:59:59-23:59"];
    const cursors = ["x", "0000-01-01T00:00:00.000Z_00000000-0000-0000-0000-000000000000"];
    for (const path of [
      ...instants.map((at) => `dossiers-apprenants?modifie_depuis=${at}`),
      ...instants.map((at) => `corrections?depuis=${at}`),
      ...cursors.map((cursor) => `corrections?curseur=${cursor}`),
      "corrections?limite=2001",
      `dossiers-apprenants/x?annee_scolaire=${"2".repeat(21)}`,
    ]) {
      const { status, body } = await get(jeton, path);
      expect([path, status]).toEqual([path, 400]);
      expect(body.detail, path).toMatch(/^(Donnez un instant|curseur\s: |limite\s: |annee_scolaire\s: )/);
    }
  });
});
