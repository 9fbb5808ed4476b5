import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { applyVector, BASE, CONTRAT_VECTORS } from "@/tests/fixtures/vectors";
import { KEY, type SimulatorUnderTest, start } from "./simulator-under-test";

let tba: SimulatorUnderTest;
beforeAll(async () => {
  tba = await start();
});
afterAll(() => tba.close());

const DOSSIERS = CONTRAT_VECTORS.map((vector) => JSON.stringify(applyVector(vector)));

async function transmit(dossier: unknown): Promise<JsonObject> {
  const response = await tba.post(JSON.stringify([dossier]));
  expect(response.status).toBe(200);
  const { data } = (await response.json()) as { data: JsonObject[] };
  return data[0] ?? {};
}

describe("Le TBA simulé juge chaque dossier comme le TBA", () => {
  it("pour tous les vecteurs envoyés en un appel, et nomme les fautes dans le même ordre", async () => {
    const response = await tba.client.transmit(KEY, DOSSIERS);
    if (response.kind !== "answer") throw new Error(response.kind);
    expect(response.results).toHaveLength(CONTRAT_VECTORS.length);
    for (const [i, vector] of CONTRAT_VECTORS.entries()) {
      const result = response.results[i];
      expect(result?.accepted, vector.id).toBe(vector.accepted);
      const expected = (vector.errors ?? []).map((e) => ({ champ: e.path.join("."), message: e.message }));
      expect(result?.accepted === false ? result.messages : [], vector.id).toEqual(expected);
    }
  });

  it("répète ce qu'il garde, dit le verdict et d'où vient le dossier", async () => {
    const keeps = await transmit({ ...BASE, adresse_apprenant: null, nir_apprenant: "1234567890123", unknown: 1 });
    const { adresse_apprenant: _removed, ...expected } = BASE;
    expect(keeps).toMatchObject({
      ...expected,
      has_nir: true,
      source: "ERP",
      api_version: "v3",
      has_error: false,
      validation_errors: [],
    });
    for (const absent of ["adresse_apprenant", "nir_apprenant", "unknown", "processed_at"])
      expect(keeps).not.toHaveProperty(absent);
    expect(keeps._id).toMatch(/^[0-9a-f]{24}$/);
    expect(keeps.computed_day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(keeps.created_at).toBe(keeps.updated_at);
  });

  it.each([
    ["siret_employeur", { toString: 1 }],
    ["tel_apprenant", [{ toString: 1 }]],
    ["nir_apprenant", { toString: null, valueOf: null }],
  ])(
    "tombe en panne, sans rien prendre de l'appel, sur une valeur que rien ne met en texte : %s %j",
    async (champ, value) => {
      await tba.drain();
      const response = await tba.post(JSON.stringify([BASE, { ...BASE, [champ]: value }]));
      expect(response.status).toBe(500);
      expect(await response.json()).toEqual({
        error: "Internal Server Error",
        message: "An internal server error occurred",
      });
      expect(await tba.enrolments()).toEqual([]);
    },
  );

  it("signe toujours du même organisme pour une clé, quoi que dise le dossier", async () => {
    const a = await transmit(BASE);
    const b = await transmit({ ...BASE, source_organisme_id: "un autre", source: "FICHIER", api_version: "v2" });
    expect(a.source_organisme_id).toMatch(/^[0-9a-f]{24}$/);
    expect(b).toMatchObject({ source_organisme_id: a.source_organisme_id, source: "ERP", api_version: "v3" });
  });

  it("date et garde les erreurs d'un dossier refusé", async () => {
    const refused = await transmit({ ...BASE, email_contact: "non" });
    expect(refused).toMatchObject({
      has_error: true,
      validation_errors: [{ message: "Email non valide", path: ["email_contact"] }],
      email_contact: "non",
    });
    expect(refused.processed_at).toBe(refused.created_at);
  });

  it.each([[null], ["texte"], [12], [[]], [true]])("juge %j comme un dossier sans aucun champ", async (intruder) => {
    const empty = await transmit({});
    expect((empty.validation_errors as unknown[]).length).toBe(12);
    expect((await transmit(intruder)).validation_errors).toEqual(empty.validation_errors);
  });

  it("dit dans l'ensemble que des données sont invalides, seulement quand il y en a", async () => {
    const body = async (...dossiers: unknown[]) => (await tba.post(JSON.stringify(dossiers))).json();
    expect(await body()).toEqual({ status: "OK", message: "Queued", data: [] });
    expect(await body(BASE)).not.toHaveProperty("detail");
    expect(await body(BASE, {})).toMatchObject({ status: "OK", detail: "Some data are invalid" });
  });
});
