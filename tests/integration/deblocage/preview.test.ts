import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { submissions } from "@/db/schema/dossiers";
import { champOf } from "@/lib/domain/champs";
import type { ChampType } from "@/lib/domain/champs/definition";
import type { EtatDossierValue } from "@/lib/domain/etat";
import type { JsonObject } from "@/lib/domain/json";
import { correctCause, previewCorrection } from "@/lib/services/deblocage/correct-cause";
import { loadCause } from "@/lib/services/deblocage/load-cause";
import { loadPlan } from "@/lib/services/deblocage/load-plan";
import { undoChangeSet } from "@/lib/services/dossiers/corrections/undo-change-set";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import type { RapportRow } from "@/lib/services/rapport/rapport.types";
import type { TbaClient } from "@/lib/tba/client";
import { variedDossiers } from "@/scripts/bench/helpers/varied-dossiers";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const mute: Pick<TbaClient, "findOrganisme"> = {
  findOrganisme: async () => ({ kind: "unreachable", reason: "Muet." }),
};

const VALUES: Partial<Record<ChampType, string>> = {
  date: "2026-08-28",
  email: "a@example.org",
  telephone: "06 12 34 56 78",
  siret: "13002526500013",
  siretTolere: "13002526500013",
  uai: "0352660B",
  anneeScolaire: "2026-2027",
  cfd: "32021411",
};

async function cfa(sources: readonly JsonObject[]) {
  const { id, uai } = await newEtablissement(database.db);
  const ctx = await person(database.db, id, "gestionnaire");
  await storeDossiers(database.db, id, sources);
  const plan = () => within(ctx, uai, loadPlan, parseFilters({}));
  const lines = async () => {
    const all: RapportRow[] = [];
    for (let page = 1; ; page++) {
      const { rows, pages } = await within(ctx, uai, loadRapport, parseFilters({ page: String(page) }));
      all.push(...rows);
      if (page >= pages) return all;
    }
  };
  const etats = async (): Promise<Map<string, EtatDossierValue>> =>
    new Map((await lines()).map(({ id, etat }) => [id, etat]));
  /** Previews a correction, applies it, and compares with what happened. */
  const verify = async (key: string) => {
    const request = { key, champ: "", by: "tous", searches: {} };
    const detail = await within(ctx, uai, loadCause, request);
    if (detail === null) throw new Error("Cette cause n'existe pas.");
    const inputs = { tous: VALUES[champOf(detail.champ).type] ?? "value" };
    const before = await etats();
    const { preview } = await within(ctx, uai, previewCorrection, request, { inputs, takeAll: false });
    expect(await etats()).toEqual(before);
    const { changeSetId, dossiers } = await within(ctx, uai, correctCause, request, inputs, mute);
    const after = await etats();
    const seen = [...after].flatMap(([d, etat]) => (before.get(d) === etat ? [] : [[d, before.get(d), etat]]));
    expect(preview.changes.map((c) => [c.id, c.before, c.after]).sort()).toEqual(seen.sort());
    const valid = (got: Map<string, EtatDossierValue>) =>
      [...got.values()].filter((etat) => etat !== "invalide").length;
    expect([preview.validBefore, preview.validAfter]).toEqual([valid(before), valid(after)]);
    expect([preview.corrected, preview.changeCount]).toEqual([dossiers, seen.length]);
    // The names that it shows are those of the corrected dossiers.
    const names = new Map((await lines()).map(({ id, apprenant, formation }) => [id, { apprenant, formation }]));
    for (const { id, apprenant, formation } of preview.changes) expect({ apprenant, formation }).toEqual(names.get(id));
    return { preview, changeSetId, detail };
  };
  return { id, uai, ctx, plan, etats, verify };
}

describe("L'aperçu d'une correction", () => {
  it("dit ce qui se passera, cause après cause, et le compte du plan avec lui", async () => {
    const { plan, verify } = await cfa(variedDossiers(90));
    let causes = 0;
    for (let next = await plan(); next.bloquantes.length > 0; next = await plan()) {
      const [cause] = next.bloquantes;
      const { preview } = await verify(cause?.key ?? "");
      expect(preview.validAfter - preview.validBefore).toBe(cause?.unblocked);
      causes += 1;
    }
    expect(causes).toBeGreaterThan(4);
  });

  it("dit aussi qu'un dossier transmis sera à transmettre de nouveau, et transmis quand on revient en arrière", async () => {
    const { id, uai, ctx, plan, etats, verify } = await cfa([validSource(1, { formation_cfd: null })]);
    const dossier = (await storedDossiers(database.db, id)).get("E-1");
    if (dossier === undefined) throw new Error("Préparation manquée");
    const { now } = ctx;
    await database.db
      .update(submissions)
      .set({ receivedAt: now, sentFingerprint: dossier.fingerprint, sentAt: now })
      .where(eq(submissions.dossierId, dossier.id));
    const cause = (await plan()).others.find((c) => /Code formation diplôme absent/.test(c.title));
    const { preview, changeSetId } = await verify(cause?.key ?? "");
    expect(preview.changes).toMatchObject([{ before: "transmis", after: "a-transmettre" }]);
    await within(ctx, uai, undoChangeSet, changeSetId);
    expect([...(await etats()).values()]).toEqual(["transmis"]);
  });
});
