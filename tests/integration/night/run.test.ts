import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { transmissions } from "@/db/schema/transmissions";
import type { JsonObject } from "@/lib/domain/json";
import { runTransmission } from "@/lib/night/run/run";
import { NO_OUTBOX } from "@/lib/services/emails/outbox";
import { listTransmissions, loadTransmission } from "@/lib/services/transmissions/queries";
import { storedDossiers, validSource } from "@/tests/factories/dossiers";
import { newEtablissement, person } from "@/tests/factories/etablissement";
import { testCfa } from "@/tests/helpers/test-cfa";
import { testDatabase } from "@/tests/helpers/test-database";
import { testSimulator } from "@/tests/helpers/test-simulator";
import { within } from "@/tests/helpers/within";

const database = testDatabase();
const simulator = testSimulator();

const prepare = (sources: JsonObject[], key?: string) => testCfa(database.db, simulator, sources, key);

const twoValidOneInvalid = () => [
  validSource(1),
  validSource(2),
  validSource(3, { etablissement_formateur_siret: "7776444410001" }),
];

describe("Une transmission", () => {
  it("envoie les valides, garde les invalides, et le rapport dit la même chose que le TBA", async () => {
    const cfa = await prepare(twoValidOneInvalid());
    expect(await cfa.etats()).toEqual({ 1: "a-transmettre", 2: "a-transmettre", 3: "invalide" });
    const { summary } = await cfa.send();
    expect(summary).toMatchObject({
      status: "completed",
      eligibles: 2,
      accepted: 2,
      refused: 0,
      notSent: 0,
      invalides: 1,
    });
    expect(await cfa.etats()).toEqual({ 1: "transmis", 2: "transmis", 3: "invalide" });
    expect(await cfa.atTba()).toEqual(["E-1", "E-2"]);
  });

  it("mène à la page du TBA qui dit ce qu'il en a fait ce jour-là, si quelque chose l'a atteint", async () => {
    const cfa = await prepare([validSource(1)]);
    await cfa.fault({ type: "403" });
    const { summary: failed } = await cfa.send();
    const { summary } = await cfa.send();
    const day = (summary.endedAt ?? "").slice(0, 10);
    const link = `https://cfas.apprentissage.beta.gouv.fr/transmissions/${day}`;
    const page = (id: string) => within(cfa.ctx, cfa.uai, loadTransmission, id, { call: null, page: 1 });
    expect((await page(summary.id)).tbaPage).toBe(link);
    expect((await page(failed.id)).tbaPage).toBeNull();
    const { rows } = await within(cfa.ctx, cfa.uai, listTransmissions, 1);
    expect(rows.map((row) => row.tbaPage)).toEqual([link, null]);
  });

  it("envoie octet pour octet le texte enregistré, et écrit l'appel et sa réponse", async () => {
    const cfa = await prepare([validSource(1)]);
    const received: string[] = [];
    const { summary } = await cfa.send({
      tba: {
        ...simulator.tba,
        transmit: (key, texts) => {
          received.push(...texts.map(String));
          return simulator.tba.transmit(key, texts);
        },
      },
    });
    expect(received).toEqual([(await storedDossiers(database.db, cfa.id)).get("E-1")?.payload]);
    expect(await cfa.calls(summary.id)).toMatchObject([
      { sequence: 1, attempt: 1, dossiers: 1, httpStatus: 200, kind: "answer" },
    ]);
  });

  it("redevient « à transmettre » dès que le dossier change", async () => {
    const cfa = await prepare([validSource(1)]);
    await cfa.send();
    await database.db.update(dossiers).set({ fingerprint: "autre" }).where(eq(dossiers.etablissementId, cfa.id));
    expect(await cfa.etats()).toEqual({ 1: "a-transmettre" });
  });

  it("réessaie après une panne, avec patience, et n'annonce rien avant la réponse", async () => {
    const cfa = await prepare([validSource(1)]);
    await cfa.fault([{ type: "statut", statut: 502, corps: "<html>" }, { type: "vide" }, { type: "reset-apres" }]);
    const { summary } = await cfa.send();
    expect(summary).toMatchObject({ status: "completed", accepted: 1 });
    expect(cfa.waits).toEqual([1000, 2000, 4000]);
    expect((await cfa.calls(summary.id)).map((a) => a.kind)).toEqual([
      "unavailable",
      "unavailable",
      "unavailable",
      "answer",
    ]);
  });

  it("attend ce que le TBA demande quand il dit de ralentir", async () => {
    const cfa = await prepare([validSource(1)]);
    await cfa.fault([{ type: "429", retryAfter: 7 }, { type: "429" }]);
    expect((await cfa.send()).summary).toMatchObject({ accepted: 1 });
    expect(cfa.waits).toEqual([7000, 20_000, 20_000, 20_000]);
  });

  it("abandonne un TBA qui reste en panne sans rien déclarer transmis", async () => {
    const cfa = await prepare([validSource(1), validSource(2)]);
    await cfa.fault({ type: "statut", statut: 500, nombre: 6 });
    const { summary } = await cfa.send();
    expect(summary).toMatchObject({ status: "failed", eligibles: 2, accepted: 0, notSent: 2 });
    expect(summary.error).toContain("indisponible");
    expect(await cfa.etats()).toEqual({ 1: "a-transmettre", 2: "a-transmettre" });
    expect((await cfa.send()).summary).toMatchObject({ status: "completed", accepted: 2 });
  });

  it("s'arrête aussitôt quand la clé est refusée", async () => {
    const cfa = await prepare([validSource(1)], randomUUID());
    const { summary } = await cfa.send();
    expect(summary).toMatchObject({ status: "failed", notSent: 1 });
    expect(summary.error).toContain("refuse la clé");
    expect(await cfa.calls(summary.id)).toHaveLength(1);
  });

  it("isole le dossier qui fait tout refuser, et envoie les autres", async () => {
    const cfa = await prepare([1, 2, 3, 4, 5, 6, 7].map((n) => validSource(n)));
    await cfa.fault({ type: "400-dossier", id_erp_apprenant: "E-5" });
    expect((await cfa.send()).summary).toMatchObject({ status: "completed", eligibles: 7, accepted: 6, refused: 1 });
    expect((await cfa.etats())[5]).toBe("refuse");
    expect(await cfa.atTba()).toHaveLength(6);
  });

  it("coupe un appel que le TBA trouve trop gros", async () => {
    const cfa = await prepare([1, 2, 3, 4, 5].map((n) => validSource(n)));
    await cfa.fault({ type: "413", auDela: 2, nombre: null });
    expect((await cfa.send()).summary).toMatchObject({ status: "completed", accepted: 5, refused: 0 });
  });

  it("n'envoie jamais plus de 2 000 dossiers par appel", async () => {
    const cfa = await prepare(Array.from({ length: 2001 }, (_, n) => validSource(n)));
    const { summary } = await cfa.send();
    expect(summary).toMatchObject({ eligibles: 2001, accepted: 2001 });
    const calls = await cfa.calls(summary.id);
    expect(calls.filter((a) => a.kind === "answer").map((a) => a.dossiers)).toEqual([2000, 1]);
    expect(Math.max(...calls.map((a) => a.dossiers))).toBe(2000);
  });

  it("tient pour nulle une réponse qui parle d'autres dossiers", async () => {
    const cfa = await prepare([validSource(1)]);
    await cfa.fault({ type: "autres-dossiers", nombre: 6 });
    expect((await cfa.send()).summary).toMatchObject({ status: "failed", accepted: 0, notSent: 1 });
    expect(await cfa.etats()).toEqual({ 1: "a-transmettre" });
  });

  it("reprend la place d'une transmission morte, et la dit interrompue", async () => {
    const cfa = await prepare([validSource(1)]);
    const silence = new Date(Date.now() - 10 * 60_000);
    const [dead] = await database.db
      .insert(transmissions)
      .values({
        etablissementId: cfa.id,
        status: "running",
        trigger: "clock",
        startedAt: silence,
        heartbeatAt: silence,
      })
      .returning();
    expect((await cfa.send()).summary).toMatchObject({ status: "completed", accepted: 1 });
    const [reread] = await database.db
      .select()
      .from(transmissions)
      .where(eq(transmissions.id, dead?.id ?? ""));
    expect(reread).toMatchObject({ status: "interrupted", endedAt: silence });
  });

  it("refuse de partir sans clé", async () => {
    const { id } = await newEtablissement(database.db);
    const ctx = await person(database.db, id, "administrateur");
    const request = { trigger: "manual", by: null, nightId: null, resume: false } as const;
    await expect(runTransmission(ctx, id, request, { tba: simulator.tba, outbox: NO_OUTBOX })).rejects.toThrow(
      "Aucune clé",
    );
  });
});
