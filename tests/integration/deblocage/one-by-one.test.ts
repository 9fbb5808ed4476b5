import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { correctCause, previewCorrection } from "@/lib/services/deblocage/correct-cause";
import { listMembers } from "@/lib/services/deblocage/list-members";
import type { TbaClient } from "@/lib/tba/client";
import { causeCfa } from "@/tests/factories/cause-cfa";
import { storedDossiers } from "@/tests/factories/dossiers";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const cfa = (sources: readonly JsonObject[]) => causeCfa(database, sources);
const mute: Pick<TbaClient, "findOrganisme"> = {
  findOrganisme: async () => ({ kind: "unreachable", reason: "Muet." }),
};

describe("Ce que le formulaire d'une cause propose", () => {
  it("ne propose le code d'aucune autre formation, et ne prend pas deux employeurs sans nom pour le même", async () => {
    const { open } = await cfa([
      { groupe_formation: "DRB", formation_rncp: null, etablissement_formateur_uai: "035" },
      { groupe_formation: "CHA", formation_rncp: "RNCP37238" },
      { siret_employeur: "7776444410001", contrat_date_debut: "2023-09-04", nom_employeur: null },
      { siret_employeur: "77764444100019", contrat_date_debut: "2023-09-04", nom_employeur: null },
    ]);
    const of = async (title: RegExp) => (await open(title)).groups.flatMap((g) => g.suggestions.map((s) => s.input));
    expect(await of(/RNCP/)).toEqual([]);
    expect(await of(/SIRET de l'employeur/)).toEqual([]);
    // What is the same for all its trainings is proposed still.
    expect(await of(/UAI du formateur/)).not.toEqual([]);
  });

  it("donne à remplir un par un les cinquante premiers, d'un champ propre à chacun, jamais une valeur par formation", async () => {
    const count = 52;
    const { ctx, uai, ask, open, read } = await cfa(Array.from({ length: count }, () => ({ email_contact: "zoé" })));
    const mails = await open(/E-mail/);
    expect([mails.grouping, mails.groups.length, mails.cause.dossiers]).toEqual(["dossier", 50, count]);
    const inputs = Object.fromEntries(mails.groups.map((g, n) => [g.key, `a${n}@example.org`]));
    const request = await ask(/E-mail/);
    const { preview } = await within(ctx, uai, previewCorrection, request, { inputs, takeAll: false });
    expect(preview).toMatchObject({ corrected: 50, validBefore: 0, validAfter: 50 });
    await within(ctx, uai, correctCause, request, inputs, mute);
    expect((await open(/E-mail/)).groups).toHaveLength(2);
    expect([...(await read()).values()].filter((d) => d.blocked)).toHaveLength(2);
  });

  it("donne un par un le SIRET de plus d'employeurs qu'une page n'en tient, et n'en propose jamais un pour tous", async () => {
    const [count, right] = [61, "77764444100019"];
    const contract = { contrat_date_debut: "2023-09-04" };
    const without = { ...contract, siret_employeur: "7776444410001" };
    const { open } = await cfa([
      ...Array.from({ length: count }, (_, n) => ({ ...without, nom_employeur: `Employeur ${n}` })),
      { ...contract, siret_employeur: right, nom_employeur: "Employeur 0" },
    ]);
    const cause = await open(/SIRET de l'employeur/);
    expect([cause.grouping, cause.groups.length]).toEqual(["dossier", 50]);
    expect(cause.groups.flatMap((g) => g.suggestions.map((s) => [g.dossiers, s.input]))).toEqual([[1, right]]);
    const [all] = (await open(/SIRET de l'employeur/, { by: "tous" })).groups;
    expect(all).toMatchObject({ dossiers: count, suggestions: [] });
  });

  it("ne propose pas le diplôme d'une formation sans nom à celle qui a les mêmes dates", async () => {
    const unnamed = { groupe_formation: null, libelle_court_formation: null, formation_rncp: null };
    const { open } = await cfa([{ ...unnamed, formation_cfd: null }, unnamed]);
    expect((await open(/diplôme/)).groups.flatMap((g) => g.suggestions)).toEqual([]);
  });

  it("donne un par un le code que rien ne dit le même, et ensemble celui que le même est faux", async () => {
    const unnamed = { groupe_formation: null, libelle_court_formation: null, formation_cfd: null };
    const grouping = async (rncp: string | null) => {
      const { open } = await cfa([1, 2].map(() => ({ ...unnamed, formation_rncp: rncp })));
      return (await open(/RNCP/)).grouping;
    };
    expect([await grouping(null), await grouping("RNCP1")]).toEqual(["dossier", "tous"]);
  });

  it("montre la valeur d'un champ jamais transmis, que rien d'envoyé ne dit", async () => {
    const { id } = await cfa([{ statut: "Stagiaire FC" }]);
    const [{ id: dossierId } = { id: "" }] = [...(await storedDossiers(database.db, id)).values()];
    const members = await listMembers(database.db, id, [dossierId], ["statut", "nom_apprenant"]);
    expect(members.map(({ values }) => values)).toEqual([["Stagiaire FC", "Nom 0"]]);
  });
});
