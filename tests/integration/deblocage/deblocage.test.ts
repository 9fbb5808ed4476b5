import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { changeSets } from "@/db/schema/corrections";
import type { JsonObject } from "@/lib/domain/json";
import { correctCause, previewCorrection } from "@/lib/services/deblocage/correct-cause";
import { handleForm } from "@/lib/services/deblocage/handle-form";
import { loadCause } from "@/lib/services/deblocage/load-cause";
import { loadChangeSet } from "@/lib/services/dossiers/corrections/load-change-set";
import { undoChangeSet } from "@/lib/services/dossiers/corrections/undo-change-set";
import type { TbaClient } from "@/lib/tba/client";
import { causeCfa } from "@/tests/factories/cause-cfa";
import { person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const WRONG = "7776444410001";
const RIGHT = "13002526500013";
const mute: Pick<TbaClient, "findOrganisme"> = {
  findOrganisme: async () => ({ kind: "unreachable", reason: "Muet." }),
};

const cfa = (sources: readonly JsonObject[]) => causeCfa(database, sources);

const SIRET = { etablissement_formateur_siret: WRONG, groupe_formation: "TSVO1" };
const WITHOUT_DATE = { date_inscription_formation: null, groupe_formation: "TSTC2" };
const MIX = [SIRET, SIRET, { ...SIRET, ...WITHOUT_DATE }, WITHOUT_DATE, {}];
const inBrief = (causes: readonly { title: string; dossiers: number; unblocked: number }[]) =>
  causes.map((c) => `${c.title} : ${c.dossiers}, débloque ${c.unblocked}`);

describe("Le plan de déblocage", () => {
  it("range les causes, sépare celles qui n'empêchent rien, et suit les filtres du rapport", async () => {
    const { plan } = await cfa([...MIX, { statut: "ELV", ...SIRET }]);
    const all = await plan();
    expect(inBrief(all.bloquantes)).toEqual([
      `SIRET du formateur invalide (${WRONG}) : 3, débloque 2`,
      "Date d'inscription absente : 2, débloque 1",
    ]);
    expect(all.others.every((c) => c.severity !== "bloquante" && c.unblocked === 0)).toBe(true);
    const filter = await plan({ formation: "TSTC2" });
    expect(inBrief(filter.bloquantes)).toEqual([
      "Date d'inscription absente : 2, débloque 1",
      `SIRET du formateur invalide (${WRONG}) : 1, débloque 0`,
    ]);
    expect(filter.bloquantes[1]?.key).toBe(all.bloquantes[0]?.key);
    expect((await plan({ etat: "a-transmettre" })).bloquantes).toEqual([]);
  });

  it("ne montre rien d'un autre établissement", async () => {
    const [one, two] = [await cfa(MIX), await cfa([{}])];
    expect((await two.plan()).bloquantes).toEqual([]);
    const request = await one.ask(/SIRET du formateur invalide/);
    expect(await within(two.ctx, two.uai, loadCause, request)).toBeNull();
    await expect(within(two.ctx, one.uai, loadCause, request)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const inputs = { tous: RIGHT };
    await expect(within(two.ctx, one.uai, correctCause, request, inputs, mute)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("se laisse lire par un lecteur, et c'est tout", async () => {
    const { id, uai, ask } = await cfa(MIX);
    const lecteur = await person(database.db, id, "lecteur");
    const request = await ask(/SIRET du formateur invalide/);
    expect(await within(lecteur, uai, loadCause, request)).toMatchObject({ canCorrect: false, cause: { dossiers: 3 } });
    const form = { inputs: { tous: RIGHT }, takeAll: false };
    await expect(within(lecteur, uai, previewCorrection, request, form)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(within(lecteur, uai, correctCause, request, form.inputs, mute)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("Corriger en masse", () => {
  it("montre avant ce qui se passera vraiment, sans rien écrire, puis l'applique et l'annule d'un bloc", async () => {
    const { ctx, uai, id, ask, etats, rapport, read, plan } = await cfa(MIX);
    const request = await ask(/SIRET du formateur invalide/);
    const [before, etatsBefore, planBefore] = [await read(), await etats(), await plan()];
    const form = { inputs: { tous: "130 025 265 00013" }, takeAll: false };
    const { preview } = await within(ctx, uai, previewCorrection, request, form);
    expect(preview).toMatchObject({ corrected: 3, validBefore: 1, validAfter: 3, changeCount: 2 });
    expect(preview).toMatchObject({ stillInvalid: 1, appeared: [] });
    expect(await read()).toEqual(before);

    const done = await within(ctx, uai, correctCause, request, form.inputs, mute);
    expect(done.dossiers).toBe(3);
    const etatsAfter = await etats();
    const changed = [...etatsAfter].filter(([d, etat]) => etatsBefore.get(d) !== etat).map(([d]) => d);
    expect(preview.changes.map((c) => c.id).sort()).toEqual(changed.sort());
    for (const c of preview.changes) {
      expect([c.before, c.after]).toEqual([etatsBefore.get(c.id), etatsAfter.get(c.id)]);
    }
    const { byEtat, total } = await rapport();
    expect(total - byEtat.invalide).toBe(preview.validAfter);
    expect((await read()).get("E-0")?.payload).toContain(`"etablissement_formateur_siret":"${RIGHT}"`);
    expect(inBrief((await plan()).bloquantes)).toEqual(["Date d'inscription absente : 2, débloque 2"]);

    const batches = await database.db.select().from(changeSets).where(eq(changeSets.etablissementId, id));
    expect(batches).toMatchObject([{ id: done.changeSetId, kind: "mass", title: "SIRET du formateur", dossiers: 3 }]);
    expect(await within(ctx, uai, loadChangeSet, done.changeSetId)).toMatchObject({ dossiers: 3, undone: false });
    await within(ctx, uai, undoChangeSet, done.changeSetId);
    expect(await plan()).toEqual(planBefore);
    expect(await etats()).toEqual(etatsBefore);
  });

  it("dit une cause qui n'existe plus", async () => {
    const { ctx, uai, ask } = await cfa(MIX);
    const request = await ask(/SIRET du formateur invalide/);
    await within(ctx, uai, correctCause, request, { tous: RIGHT }, mute);
    expect(await within(ctx, uai, loadCause, request)).toBeNull();
    await expect(within(ctx, uai, correctCause, request, { tous: RIGHT }, mute)).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  it("refuse une mauvaise valeur, au bon champ du formulaire, et n'écrit rien", async () => {
    const { ctx, uai, ask, open, read } = await cfa([SIRET, { ...SIRET, groupe_formation: "TSVO2" }]);
    const request = await ask(/SIRET du formateur invalide/, { by: "formation" });
    const { groups } = await open(/SIRET du formateur invalide/, { by: "formation" });
    const [one, two] = groups.map((g) => g.key);
    const before = await read();
    const inputs = { [one ?? ""]: RIGHT, [two ?? ""]: "12" };
    await expect(within(ctx, uai, correctCause, request, inputs, mute)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { [`valeur-${two}`]: expect.stringContaining("2 chiffres (12) : il en faut 14") },
    });
    for (const empty of [{}, { [one ?? ""]: "  " }]) {
      await expect(within(ctx, uai, correctCause, request, empty, mute)).rejects.toMatchObject({
        code: "INVALID_INPUT",
      });
    }
    expect(await read()).toEqual(before);
  });

  it("prend une valeur par formation, par dossier, ou vide le champ, et laisse ce qui n'est pas rempli", async () => {
    const withoutDate = (group: string, email = "zoe") => ({
      date_inscription_formation: null,
      email_contact: email,
      groupe_formation: group,
    });
    const { ctx, uai, ask, open, read } = await cfa([withoutDate("G1"), withoutDate("G1", "léa"), withoutDate("G2")]);
    const byFormation = await open(/Date d'inscription/, { by: "formation" });
    expect(byFormation.grouping).toBe("formation");
    expect(byFormation.groups.map((g) => [g.label, g.dossiers])).toEqual([
      ["G1", 2],
      ["G2", 1],
    ]);
    const inputs = { [byFormation.groups[0]?.key ?? ""]: "28/08/2023" };
    await within(ctx, uai, correctCause, await ask(/Date d'inscription/, { by: "formation" }), inputs, mute);
    const dates = async () => [...(await read()).values()].map((d) => d.corrections.date_inscription_formation?.value);
    expect((await dates()).filter(Boolean)).toEqual(["2023-08-28", "2023-08-28"]);

    const byDossier = await open(/E-mail/);
    expect([byDossier.grouping, byDossier.groups.length]).toEqual(["dossier", 3]);
    const first = byDossier.groups[0]?.key ?? "";
    await within(ctx, uai, correctCause, await ask(/E-mail/), { [first]: "zoe@example.org" }, mute);
    expect((await read()).get("E-0")?.corrections.email_contact?.value).toBe("zoe@example.org");
    await within(ctx, uai, correctCause, await ask(/E-mail/, { by: "vider" }), {}, mute);
    expect((await read()).get("E-1")?.corrections.email_contact).toEqual({ value: null, source: "léa" });
    expect((await read()).get("E-2")?.blocked).toBe(true);
  });

  it("montre de nouveau, avant de les appliquer, des valeurs qui ne sont plus celles qu'on a vues", async () => {
    const { ctx, uai, ask, read } = await cfa([WITHOUT_DATE]);
    const request = { ...(await ask(/Date d'inscription/)), champ: "date_inscription_formation" };
    const hurry = (date: string, seen: string, wantsToApply: boolean) =>
      within(ctx, uai, handleForm, request, { inputs: { tous: date }, seen, wantsToApply, takeAll: false });
    const shown = await hurry("2023-08-28", "", true);
    const seen = "seen" in shown ? shown.seen : "";
    expect(await hurry("2023-08-29", seen, true)).toMatchObject({ preview: { corrected: 1 } });
    expect((await read()).get("E-0")?.corrections).toEqual({});
    expect(await hurry("28/08/2023", seen, true)).toHaveProperty("changeSetId");
    expect((await read()).get("E-0")?.corrections.date_inscription_formation?.value).toBe("2023-08-28");
  });

  it("fait un texte du nombre que le logiciel a envoyé, sans rien retaper", async () => {
    const { ctx, uai, ask, open, read } = await cfa([{ adresse_apprenant: 12 }, { adresse_apprenant: 7 }]);
    const { groups } = await open(/Adresse de l'apprenant/);
    const inputs = Object.fromEntries(groups.map((g) => [g.key, String(g.current)]));
    await within(ctx, uai, correctCause, await ask(/Adresse de l'apprenant/), inputs, mute);
    expect((await read()).get("E-0")).toMatchObject({
      blocked: false,
      corrections: { adresse_apprenant: { value: "12", source: 12 } },
    });
  });

  it("ne touche que les dossiers que les filtres gardent", async () => {
    const { ctx, uai, ask, read } = await cfa(MIX);
    const request = await ask(/SIRET du formateur invalide/, { formation: "TSTC2" });
    await within(ctx, uai, correctCause, request, { tous: RIGHT }, mute);
    expect([...(await read()).values()].filter((d) => Object.keys(d.corrections).length > 0)).toHaveLength(1);
  });

  it("prévient de ce qu'une valeur ferait apparaître", async () => {
    const { ctx, uai, ask } = await cfa([{ date_fin_formation: "31/07/2025" }]);
    const request = await ask(/Date de fin de formation/);
    const form = { inputs: { tous: "2022-07-31" }, takeAll: false };
    const { preview } = await within(ctx, uai, previewCorrection, request, form);
    expect(preview).toMatchObject({ validBefore: 0, validAfter: 0, stillInvalid: 1 });
    expect(preview.appeared.map((a) => a.sentence)).toContainEqual(expect.stringContaining("avant d'avoir commencé"));
  });

  it("propose une date d'inscription dossier par dossier, avec celle que d'autres de la formation ont", async () => {
    const date = (group: string, day: string | null) => ({ groupe_formation: group, date_inscription_formation: day });
    const { open } = await cfa([
      ...[date("G1", null), date("G1", null), date("G2", null)],
      ...[date("G1", "2023-08-28"), date("G1", "2023-08-28"), date("G1", "2023-09-12"), date("G2", "2023-09-04")],
    ]);
    const { grouping, groups } = await open(/Date d'inscription/);
    expect(grouping).toBe("dossier");
    const suggestion = { input: "2023-08-28", dossiers: 2, evidence: "formation" };
    expect(groups.map((g) => g.suggestions)).toEqual([[suggestion], [suggestion], []]);
  });

  it("ne propose ni de vider ce qui est obligatoire, ni les valeurs propres à chacun", async () => {
    const { open } = await cfa([{ email_contact: "zoe" }, { email_contact: "léa" }, SIRET, {}]);
    expect((await open(/SIRET du formateur invalide/)).groupings).not.toContain("vider");
    const mails = await open(/E-mail/);
    expect(mails.groupings).toContain("vider");
    expect(mails.groups.flatMap((g) => g.suggestions)).toEqual([]);
  });
});
