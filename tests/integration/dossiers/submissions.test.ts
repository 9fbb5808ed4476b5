import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers, submissions } from "@/db/schema/dossiers";
import { calls, results, transmissions } from "@/db/schema/transmissions";
import { correctDossier } from "@/lib/services/dossiers/correct-dossier";
import { loadDossier } from "@/lib/services/dossiers/load-dossier";
import { loadRapport } from "@/lib/services/rapport/load-rapport";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { storeDossiers, storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testDatabase } from "@/tests/helpers/test-database";
import { within } from "@/tests/helpers/within";

const database = testDatabase();

describe("La page d'un dossier envoyé", () => {
  it("dit ce qui est parti et ce que le TBA a répondu, et les trois marques", async () => {
    const { id: etablissementId, uai } = await newEtablissement(database.db);
    const ctx = await person(database.db, etablissementId, "gestionnaire");
    await storeDossiers(database.db, etablissementId, [validSource(1)]);
    const dossierId = (await storedDossiers(database.db, etablissementId)).get("E-1")?.id ?? "";
    const load = () => within(ctx, uai, loadDossier, dossierId, parseFilters({}));
    const rapportMarks = async () => (await within(ctx, uai, loadRapport, parseFilters({}))).rows[0]?.marks;
    expect((await load()).marks).toEqual({ receivedAt: null, acceptedAt: null, acceptedAsIs: false, seenAt: null });
    expect(await rapportMarks()).toBeNull();
    const [dossier] = await database.db.select().from(dossiers).where(eq(dossiers.id, dossierId));
    const evening = new Date("2026-11-23T01:00:00Z");
    await database.db
      .update(submissions)
      .set({ receivedAt: evening, sentAt: evening, sentFingerprint: dossier?.fingerprint ?? "" })
      .where(eq(submissions.dossierId, dossierId));
    const run = { etablissementId, status: "completed", trigger: "clock", heartbeatAt: evening } as const;
    const [nightRun] = await database.db
      .insert(transmissions)
      .values({ ...run, startedAt: evening })
      .returning();
    const [refusedRun] = await database.db
      .insert(transmissions)
      .values({ ...run, startedAt: new Date("2026-11-22T01:00:00Z") })
      .returning();
    if (nightRun === undefined || refusedRun === undefined) throw new Error("Préparation manquée");
    const call = {
      attempt: 1,
      dossiers: 1,
      dossierIds: [dossierId] as string[],
      bytes: 2,
      requestedAt: evening,
      kind: "answer",
      etablissementId,
    } as const;
    await database.db.insert(calls).values([
      { ...call, transmissionId: nightRun.id, sequence: 1, kind: "unavailable" },
      { ...call, transmissionId: nightRun.id, sequence: 2, answeredAt: evening },
      { ...call, transmissionId: refusedRun.id, sequence: 1, requestedAt: new Date("2026-11-22T01:00:00Z") },
    ]);
    await database.db.insert(results).values({
      transmissionId: refusedRun.id,
      dossierId,
      etablissementId,
      outcome: "refused",
      messages: ["Nom : non"],
    });
    expect(await rapportMarks()).toEqual({ accepted: true, seen: false });
    const got = await load();
    expect(got.marks).toMatchObject({ receivedAt: evening.toISOString(), acceptedAsIs: true, seenAt: null });
    expect(got.submissions.sent).toEqual({ at: evening.toISOString(), json: dossier?.payload });
    expect(got.history.filter((e) => e.kind === "submission")).toMatchObject([
      { outcome: "accepted", by: null, at: evening.toISOString(), messages: [] },
      { outcome: "refused", messages: ["Nom : non"] },
    ]);
    // Changed since: the JSON that went stays the one that went.
    await within(ctx, uai, correctDossier, dossierId, {
      version: got.version,
      inputs: [{ champ: "prenom_apprenant", before: String(got.source.prenom_apprenant), typed: "Autre" }],
    });
    expect(await rapportMarks()).toEqual({ accepted: false, seen: false });
    const change = await load();
    expect(change.marks).toMatchObject({ acceptedAt: evening.toISOString(), acceptedAsIs: false });
    expect(change.submissions.sent?.json).toBe(dossier?.payload);
  });
});
