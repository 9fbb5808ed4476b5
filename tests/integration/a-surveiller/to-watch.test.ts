import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers, submissions } from "@/db/schema/dossiers";
import type { JsonObject } from "@/lib/domain/json";
import { countToWatch } from "@/lib/services/a-surveiller/count-to-watch";
import { declareDepart, undoDepart } from "@/lib/services/a-surveiller/declare-depart";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import type { ServiceContext } from "@/lib/services/context";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { BASE } from "@/tests/fixtures/vectors";
import { importBytes } from "@/tests/helpers/import-bytes";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const unreachable = { findOrganisme: async () => ({ kind: "unreachable" as const, reason: "essai" }) };

async function cfa() {
  const etablissement = await newEtablissement(database.db);
  const ctx = await person(database.db, etablissement.id, "gestionnaire");
  let day = 1;
  /** The days go by: one an import. */
  const tomorrow = (): ServiceContext => ({ ...ctx, now: new Date(Date.UTC(2024, 0, day++, 3)) });
  const keys = [...Object.keys(BASE), "contrat_date_debut_2", "contrat_date_fin_2"].filter(
    (c, i, t) => t.indexOf(c) === i,
  );
  const onImport = (...sources: JsonObject[]) =>
    within(
      tomorrow(),
      etablissement.uai,
      importBytes,
      {
        name: "a.csv",
        bytes: new TextEncoder().encode(
          [keys, ...sources.map((s) => keys.map((key) => String(s[key] ?? "")))].map((l) => l.join(";")).join("\n"),
        ),
      },
      unreachable,
    );
  const transmit = async (...identifiers: string[]) => {
    const stored = await storedDossiers(database.db, etablissement.id);
    for (const identifier of identifiers) {
      const { id: dossierId = "", fingerprint: sentFingerprint = "" } = stored.get(identifier) ?? {};
      await database.db
        .update(submissions)
        .set({ receivedAt: ctx.now, sentAt: ctx.now, sentFingerprint })
        .where(eq(submissions.dossierId, dossierId));
    }
  };
  const id = async (identifier: string) =>
    (await storedDossiers(database.db, etablissement.id)).get(identifier)?.id ?? "";
  const load = () => within({ ...ctx, now: new Date("2024-02-01T09:00:00Z") }, etablissement.uai, loadToWatch);
  const absents = async () => (await load()).absents.map((a) => a.apprenant);
  const at = new Date("2024-02-01T09:00:00Z");
  const later = () => {
    day += 60;
  };
  const { id: etablissementId, uai } = etablissement;
  return {
    etablissementId,
    uai,
    ctx: { ...ctx, now: at },
    onImport,
    transmit,
    id,
    load,
    absents,
    later,
  };
}

const [one, two, three, four] = [1, 2, 3, 4].map((n) => validSource(n, { nom_apprenant: `N${n}` })) as [
  JsonObject,
  JsonObject,
  JsonObject,
  JsonObject,
];

describe("Les statuts qui changent d'eux-mêmes", () => {
  it("sont annoncés 30 jours avant, le plus proche d'abord, avec leur date", async () => {
    const { etablissementId, ctx, uai } = await cfa();
    const withoutContrat = { contrat_date_debut: null, contrat_date_fin: null };
    await storeDossiers(database.db, etablissementId, [
      validSource(1, { nom_apprenant: "Tard", ...withoutContrat, date_entree_formation: "2023-11-20" }),
      validSource(2, { nom_apprenant: "Bientôt", ...withoutContrat, date_entree_formation: "2023-11-05" }),
      validSource(3, { nom_apprenant: "Loin" }),
      validSource(4, { nom_apprenant: "Exclu", date_exclusion_formation: "2024-02-10" }),
    ]);
    const { changes } = await within(ctx, uai, loadToWatch);
    expect(changes).toMatchObject([
      { apprenant: expect.stringContaining("BIENTÔT"), day: "2024-02-03", statut: "ABANDON", exclusion: false },
      { apprenant: expect.stringContaining("EXCLU"), day: "2024-02-10", statut: "ABANDON", exclusion: true },
      { apprenant: expect.stringContaining("TARD"), day: "2024-02-18", current: "INSCRIT", statut: "ABANDON" },
    ]);
    expect(await within(ctx, uai, countToWatch)).toBe(3);
  });
});

describe("Les parcours qui n'ont pas commencé", () => {
  it("sont dits avec leur premier jour, sans compter parmi ce qu'il faut regarder", async () => {
    const { etablissementId, ctx, uai } = await cfa();
    const withoutContrat = { contrat_date_debut: null, contrat_date_fin: null };
    await storeDossiers(database.db, etablissementId, [
      validSource(1, { ...withoutContrat, date_entree_formation: "2024-04-02" }),
      validSource(2, { contrat_date_debut: "2024-03-04", date_entree_formation: "2024-04-02" }),
      validSource(3, { ...withoutContrat, date_entree_formation: "2024-01-15" }),
    ]);
    const { notBegun } = await within(ctx, uai, loadToWatch);
    expect(notBegun).toMatchObject([
      { apprenant: expect.stringContaining("NOM 2"), day: "2024-03-04" },
      { apprenant: expect.stringContaining("NOM 1"), day: "2024-04-02" },
    ]);
    expect(await within(ctx, uai, countToWatch)).toBe(0);
  });
});

describe("Les apprentis que le dernier fichier ne tient plus", () => {
  it("sont ceux que le TBA avait pris, parmi les années de ce fichier, et eux seuls", async () => {
    const { onImport, transmit, absents, ctx, uai } = await cfa();
    const former = validSource(5, { annee_scolaire: "2022-2023", nom_apprenant: "Ancien" });
    await onImport(one, two, three, four, former);
    await transmit("E-1", "E-2", "E-3", "E-5");
    expect(await absents()).toEqual([]);
    await onImport(one, two, { ...three, statut: "APP" });
    expect(await absents()).toEqual([]);
    await onImport(one, two);
    expect(await absents()).toEqual([expect.stringContaining("N3")]);
    expect(await within(ctx, uai, countToWatch)).toBe(1);
    await onImport(one, two, three);
    expect(await absents()).toEqual([]);
  });

  it("ne se déduisent pas d'un fichier partiel, et la page le dit", async () => {
    const { onImport, transmit, load, absents } = await cfa();
    await onImport(one, two, three);
    await transmit("E-1", "E-2", "E-3");
    await onImport(one);
    expect(await absents()).toEqual([]);
    expect((await load()).file).toMatchObject({ held: 1, heldBefore: 3, partial: true });
  });

  it("reçoivent leur date : rupture du contrat qui finit le dernier, prête à partir, et tout s'annule", async () => {
    const { onImport, transmit, load, absents, ctx, uai, id } = await cfa();
    const twoContrats = { ...two, contrat_date_debut_2: "2024-01-02", contrat_date_fin_2: "2025-08-31" };
    await onImport(one, twoContrats);
    await transmit("E-1", "E-2");
    await onImport(one);
    const dossierId = await id("E-2");
    await within(ctx, uai, declareDepart, dossierId, { reason: "rupture", date: "15/01/2024", cause: "Démission" });
    const got = await within(ctx, uai, loadDossier, dossierId, parseFilters({}));
    expect(got).toMatchObject({ etat: "a-transmettre", marks: { acceptedAsIs: false } });
    expect(got.corrections).toMatchObject({
      contrat_date_rupture_2: { value: "2024-01-15" },
      cause_rupture_contrat_2: { value: "Démission" },
    });
    expect(await absents()).toEqual([]);
    expect((await load()).departs).toMatchObject([{ reason: "rupture", date: "2024-01-15", returned: false }]);
    await within(ctx, uai, undoDepart, dossierId);
    expect((await within(ctx, uai, loadDossier, dossierId, parseFilters({}))).corrections).toEqual({});
    expect(await absents()).toHaveLength(1);
    expect((await load()).departs).toEqual([]);
    await expect(within(ctx, uai, undoDepart, dossierId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("portent l'exclusion, la fin du contrat, ou celle de la formation ; l'erreur ne change rien", async () => {
    const { onImport, transmit, absents, ctx, uai, id, later } = await cfa();
    const withoutContrat = { ...three, contrat_date_debut: null, contrat_date_fin: null, siret_employeur: null };
    const all = [one, two, withoutContrat, four];
    const others = [5, 6, 7, 8].map((n) => validSource(n));
    await onImport(...all, ...others);
    await transmit("E-1", "E-2", "E-3", "E-4");
    await onImport(...others);
    expect(await absents()).toHaveLength(4);
    const say = async (who: string, reason: string, date = "31/01/2024") =>
      within(ctx, uai, declareDepart, await id(who), { reason, date, cause: "" });
    await expect(say("E-3", "rupture")).rejects.toMatchObject({
      fields: { date: expect.stringContaining("contrat") },
    });
    await say("E-1", "exclusion");
    await say("E-2", "fin");
    await say("E-3", "fin");
    await say("E-4", "erreur", "");
    const corrections = async (who: string) => {
      const [got] = await database.db
        .select()
        .from(dossiers)
        .where(eq(dossiers.id, await id(who)));
      return Object.entries(got?.corrections ?? {}).map(([champ, c]) => [champ, c.value]);
    };
    expect(await corrections("E-1")).toEqual([["date_exclusion_formation", "2024-01-31"]]);
    expect(await corrections("E-2")).toEqual([["contrat_date_fin", "2024-01-31"]]);
    expect(await corrections("E-3")).toEqual([["date_fin_formation", "2024-01-31"]]);
    expect(await corrections("E-4")).toEqual([]);
    expect(await absents()).toEqual([]);
    // Back, then gone again: the question is asked again.
    later();
    await onImport(four, ...others);
    await onImport(...others);
    expect(await absents()).toEqual([expect.stringContaining("N4")]);
  });

  it("refusent une raison ou une date qui ne veut rien dire, sans rien écrire", async () => {
    const { onImport, transmit, absents, ctx, uai, id } = await cfa();
    await onImport(one, two);
    await transmit("E-1", "E-2");
    await onImport(one);
    const dossierId = await id("E-2");
    const say = (reason: string, date: string) =>
      within(ctx, uai, declareDepart, dossierId, { reason, date, cause: "" });
    await expect(say("", "")).rejects.toMatchObject({ fields: { reason: expect.any(String) } });
    await expect(say("rupture", "")).rejects.toMatchObject({ fields: { date: expect.any(String) } });
    await expect(say("rupture", "31/02/2024")).rejects.toMatchObject({ fields: { date: expect.any(String) } });
    await expect(say("rupture", "01/01/2020")).rejects.toMatchObject({ fields: { date: expect.any(String) } });
    expect(await absents()).toHaveLength(1);
  });

  it("ne se voient ni ne se déclarent depuis un autre établissement ; un lecteur lit seulement", async () => {
    const [here, elsewhere] = [await cfa(), await cfa()];
    await here.onImport(one, two);
    await here.transmit("E-1", "E-2");
    await here.onImport(one);
    const dossierId = await here.id("E-2");
    const input = { reason: "erreur", date: "", cause: "" };
    for (const uai of [elsewhere.uai, here.uai]) {
      await expect(within(elsewhere.ctx, uai, declareDepart, dossierId, input)).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      await expect(within(elsewhere.ctx, uai, undoDepart, dossierId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await elsewhere.absents()).toEqual([]);
    const lecteur = await person(database.db, here.etablissementId, "lecteur");
    expect((await within(lecteur, here.uai, loadToWatch)).canAct).toBe(false);
    await expect(within(lecteur, here.uai, declareDepart, dossierId, input)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await within(here.ctx, here.uai, declareDepart, dossierId, input);
    await expect(within(elsewhere.ctx, elsewhere.uai, undoDepart, dossierId)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await here.load()).departs).toHaveLength(1);
  });
});
