import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { tbaCouples } from "@/db/schema/tba";
import type { JsonObject } from "@/lib/domain/json";
import { correctCause, previewCorrection } from "@/lib/services/deblocage/correct-cause";
import { loadCause } from "@/lib/services/deblocage/load-cause";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { reprepareOutdated } from "@/lib/services/preparation/reprepare";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import type { TbaClient } from "@/lib/tba/client";
import { EXAMPLE_CFA } from "@/scripts/demo/example/cfa";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const mute: Pick<TbaClient, "findOrganisme"> = {
  findOrganisme: async () => ({ kind: "unreachable", reason: "Muet." }),
};

async function cfa(sources: readonly JsonObject[] = []) {
  const { id, uai } = await newEtablissement(database.db);
  const ctx = await person(database.db, id, "gestionnaire");
  await storeDossiers(
    database.db,
    id,
    sources.map((source, n) => validSource(n, source)),
  );
  const plan = () => within(ctx, uai, loadPlan, parseFilters({}));
  const message = async (title: RegExp) => {
    const { bloquantes, others } = await plan();
    const key = [...bloquantes, ...others].find((c) => title.test(c.title))?.key ?? "";
    return (await within(ctx, uai, loadCause, { key, champ: "", by: "", searches: {} }))?.message ?? null;
  };
  return { id, uai, ctx, plan, message };
}

describe("Les messages tout prêts", () => {
  it("donnent à l'éditeur les identifiants et les champs, sans le nom ni la naissance de personne", async () => {
    const { message } = await cfa([{ adresse_apprenant: 12 }, { adresse_apprenant: 7 }]);
    const ready = await message(/Adresse de l'apprenant/);
    expect(ready?.body).toMatch(/- E-0\n- E-1/);
    expect(ready?.body).toContain("adresse_apprenant");
    expect(JSON.stringify(ready)).not.toMatch(/Nom 0|Zoé|2004|29\/02/);
  });

  it("donnent au Carif-Oref le couple inconnu, et aucun apprenti", async () => {
    const { id, message } = await cfa([{}, {}]);
    const couple = { uai: "0352660B", siret: "77764444100018" };
    await database.db.insert(tbaCouples).values({ ...couple, known: false, checkedAt: new Date() });
    await reprepareOutdated(database.db, id);
    const ready = await message(/UAI et SIRET inconnus du TBA/);
    expect(ready?.body).toContain("UAI 0352660B, SIRET 77764444100018");
    expect(ready?.body).toContain("2 dossiers");
    expect(JSON.stringify(ready)).not.toMatch(/Nom 0|Zoé|E-0/);
    await database.db.delete(tbaCouples);
  });

  it("ne sont pas donnés pour ce que le secrétariat répare lui-même", async () => {
    const { message } = await cfa([{ email_contact: "zoe" }]);
    expect(await message(/E-mail/)).toBeNull();
  });
});

describe("Les 40 dossiers invalides de la démonstration", () => {
  it("se réparent en trois causes, avec les valeurs proposées, sans rien taper", async () => {
    const { id, uai, ctx, plan } = await cfa();
    const rapport = () => within(ctx, uai, loadRapport, parseFilters({}));
    const bytes = new Uint8Array(readFileSync("scripts/demo/example/apprenants-exemple.xlsx"));
    await within(ctx, uai, importBytes, { name: "exemple.xlsx", bytes }, mute);
    expect((await rapport()).byEtat.invalide).toBe(40);
    expect((await plan()).bloquantes).toHaveLength(3);
    for (let remain = 3; remain > 0; remain--) {
      const [first] = (await plan()).bloquantes;
      const request = { key: first?.key ?? "", champ: "", by: "", searches: {} };
      const { inputs, preview } = await within(ctx, uai, previewCorrection, request, { inputs: {}, takeAll: true });
      expect(preview.validAfter - preview.validBefore).toBe(first?.unblocked);
      await within(ctx, uai, correctCause, request, inputs, mute);
    }
    expect((await rapport()).byEtat.invalide).toBe(0);
    const apprentices = [...(await storedDossiers(database.db, id)).values()].filter((d) => d.apprenti);
    expect(apprentices).toHaveLength(57);
    for (const { payload } of apprentices) {
      expect(JSON.parse(payload)).toMatchObject({
        etablissement_formateur_siret: EXAMPLE_CFA.siret,
        etablissement_responsable_uai: EXAMPLE_CFA.uai,
      });
    }
  });
});
