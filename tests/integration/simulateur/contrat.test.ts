import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ObjetJson } from "@/lib/dossier/json";
import { appliquerVecteur, BASE, VECTEURS_CONTRAT } from "@/tests/fixtures/vecteurs";
import { CLE, demarrer, type SimulateurDeTest } from "./simulateur-de-test";

let tba: SimulateurDeTest;
beforeAll(async () => {
  tba = await demarrer();
});
afterAll(() => tba.fermer());

const DOSSIERS = VECTEURS_CONTRAT.map((vecteur) => JSON.stringify(appliquerVecteur(vecteur)));
const trier = (erreurs: { champ: string; message: string }[]) => erreurs.map((e) => `${e.champ}: ${e.message}`).sort();

async function transmettre(dossier: unknown): Promise<ObjetJson> {
  const reponse = await tba.poster(JSON.stringify([dossier]));
  expect(reponse.status).toBe(200);
  const { data } = (await reponse.json()) as { data: ObjetJson[] };
  return data[0] ?? {};
}

describe("Le TBA simulé juge chaque dossier comme le TBA", () => {
  it("pour tous les vecteurs envoyés en un appel", async () => {
    const reponse = await tba.client.transmettre(CLE, DOSSIERS);
    if (reponse.genre !== "reponse") throw new Error(reponse.genre);
    expect(reponse.resultats).toHaveLength(VECTEURS_CONTRAT.length);
    for (const [i, vecteur] of VECTEURS_CONTRAT.entries()) {
      const resultat = reponse.resultats[i];
      expect(resultat?.accepte, vecteur.id).toBe(vecteur.accepted);
      const attendues = (vecteur.errors ?? []).map((e) => ({ champ: e.path.join("."), message: e.message }));
      expect(trier(resultat?.accepte === false ? resultat.messages : []), vecteur.id).toEqual(trier(attendues));
    }
  });

  it("répète ce qu'il garde, dit le verdict et d'où vient le dossier", async () => {
    const garde = await transmettre({ ...BASE, adresse_apprenant: null, nir_apprenant: "1234567890123", inconnu: 1 });
    const { adresse_apprenant: _retire, ...attendu } = BASE;
    expect(garde).toMatchObject({
      ...attendu,
      has_nir: true,
      source: "ERP",
      api_version: "v3",
      has_error: false,
      validation_errors: [],
    });
    for (const absent of ["adresse_apprenant", "nir_apprenant", "inconnu", "processed_at"])
      expect(garde).not.toHaveProperty(absent);
    expect(garde._id).toMatch(/^[0-9a-f]{24}$/);
    expect(garde.computed_day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(garde.created_at).toBe(garde.updated_at);
  });

  it("signe toujours du même organisme pour une clé, quoi que dise le dossier", async () => {
    const a = await transmettre(BASE);
    const b = await transmettre({ ...BASE, source_organisme_id: "un autre", source: "FICHIER", api_version: "v2" });
    expect(a.source_organisme_id).toMatch(/^[0-9a-f]{24}$/);
    expect(b).toMatchObject({ source_organisme_id: a.source_organisme_id, source: "ERP", api_version: "v3" });
  });

  it("date et garde les erreurs d'un dossier refusé", async () => {
    const refuse = await transmettre({ ...BASE, email_contact: "non" });
    expect(refuse).toMatchObject({
      has_error: true,
      validation_errors: [{ message: "Email non valide", path: ["email_contact"] }],
      email_contact: "non",
    });
    expect(refuse.processed_at).toBe(refuse.created_at);
  });

  it.each([[null], ["texte"], [12], [[]], [true]])("juge %j comme un dossier sans aucun champ", async (intrus) => {
    const vide = await transmettre({});
    expect((vide.validation_errors as unknown[]).length).toBe(12);
    expect((await transmettre(intrus)).validation_errors).toEqual(vide.validation_errors);
  });

  it("dit dans l'ensemble que des données sont invalides, seulement quand il y en a", async () => {
    const corps = async (...dossiers: unknown[]) => (await tba.poster(JSON.stringify(dossiers))).json();
    expect(await corps()).toEqual({ status: "OK", message: "Queued", data: [] });
    expect(await corps(BASE)).not.toHaveProperty("detail");
    expect(await corps(BASE, {})).toMatchObject({ status: "OK", detail: "Some data are invalid" });
  });
});
