import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dossiers } from "@/db/schema/dossiers";
import { transmissions } from "@/db/schema/transmissions";
import type { ObjetJson } from "@/lib/dossier/json";
import { transmettre } from "@/lib/services/transmission/transmettre";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { cfaDEssai } from "@/tests/appui/cfa-d-essai";
import { simulateurDEssai } from "@/tests/appui/simulateur-d-essai";
import { dossiersRanges, sourceValide } from "@/tests/factories/dossiers";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();
const simulateur = simulateurDEssai();

const preparer = (sources: ObjetJson[], cle?: string) => cfaDEssai(base.db, simulateur, sources, cle);

const deuxValidesUnInvalide = () => [
  sourceValide(1),
  sourceValide(2),
  sourceValide(3, { etablissement_formateur_siret: "7776444410001" }),
];

describe("Une transmission", () => {
  it("envoie les valides, garde les invalides, et le rapport dit la même chose que le TBA", async () => {
    const cfa = await preparer(deuxValidesUnInvalide());
    expect(await cfa.etats()).toEqual({ 1: "a-transmettre", 2: "a-transmettre", 3: "invalide" });
    const { bilan } = await cfa.envoyer();
    expect(bilan).toMatchObject({
      etat: "terminee",
      eligibles: 2,
      acceptes: 2,
      refuses: 0,
      nonEnvoyes: 0,
      invalides: 1,
    });
    expect(await cfa.etats()).toEqual({ 1: "transmis", 2: "transmis", 3: "invalide" });
    expect(await cfa.auTba()).toEqual(["E-1", "E-2"]);
  });

  it("envoie octet pour octet le texte enregistré, et écrit l'appel et sa réponse", async () => {
    const cfa = await preparer([sourceValide(1)]);
    const recus: string[] = [];
    const { bilan } = await cfa.envoyer({
      tba: {
        ...simulateur.tba,
        transmettre: (cle, textes) => {
          recus.push(...textes);
          return simulateur.tba.transmettre(cle, textes);
        },
      },
    });
    expect(recus).toEqual([(await dossiersRanges(base.db, cfa.id)).get("E-1")?.payload]);
    expect(await cfa.appels(bilan.id)).toMatchObject([
      { rang: 1, tentative: 1, dossiers: 1, statutHttp: 200, genre: "reponse" },
    ]);
  });

  it("redevient «à transmettre» dès que le dossier change", async () => {
    const cfa = await preparer([sourceValide(1)]);
    await cfa.envoyer();
    await base.db.update(dossiers).set({ empreinte: "autre" }).where(eq(dossiers.etablissementId, cfa.id));
    expect(await cfa.etats()).toEqual({ 1: "a-transmettre" });
  });

  it("réessaie après une panne, avec patience, et n'annonce rien avant la réponse", async () => {
    const cfa = await preparer([sourceValide(1)]);
    await cfa.panne([{ type: "statut", statut: 502, corps: "<html>" }, { type: "vide" }, { type: "reset-apres" }]);
    const { bilan } = await cfa.envoyer();
    expect(bilan).toMatchObject({ etat: "terminee", acceptes: 1 });
    expect(cfa.attentes).toEqual([1000, 2000, 4000]);
    expect((await cfa.appels(bilan.id)).map((a) => a.genre)).toEqual([
      "indisponible",
      "indisponible",
      "indisponible",
      "reponse",
    ]);
  });

  it("attend ce que le TBA demande quand il dit de ralentir", async () => {
    const cfa = await preparer([sourceValide(1)]);
    await cfa.panne([{ type: "429", retryAfter: 7 }, { type: "429" }]);
    expect((await cfa.envoyer()).bilan).toMatchObject({ acceptes: 1 });
    expect(cfa.attentes).toEqual([7000, 20_000, 20_000, 20_000]);
  });

  it("abandonne un TBA qui reste en panne sans rien déclarer transmis", async () => {
    const cfa = await preparer([sourceValide(1), sourceValide(2)]);
    await cfa.panne({ type: "statut", statut: 500, nombre: 6 });
    const { bilan } = await cfa.envoyer();
    expect(bilan).toMatchObject({ etat: "echouee", eligibles: 2, acceptes: 0, nonEnvoyes: 2 });
    expect(bilan.erreur).toContain("indisponible");
    expect(await cfa.etats()).toEqual({ 1: "a-transmettre", 2: "a-transmettre" });
    expect((await cfa.envoyer()).bilan).toMatchObject({ etat: "terminee", acceptes: 2 });
  });

  it("s'arrête aussitôt quand la clé est refusée", async () => {
    const cfa = await preparer([sourceValide(1)], randomUUID());
    const { bilan } = await cfa.envoyer();
    expect(bilan).toMatchObject({ etat: "echouee", nonEnvoyes: 1 });
    expect(bilan.erreur).toContain("refuse la clé");
    expect(await cfa.appels(bilan.id)).toHaveLength(1);
  });

  it("isole le dossier qui fait tout refuser, et envoie les autres", async () => {
    const cfa = await preparer([1, 2, 3, 4, 5, 6, 7].map((n) => sourceValide(n)));
    await cfa.panne({ type: "400-dossier", id_erp_apprenant: "E-5" });
    expect((await cfa.envoyer()).bilan).toMatchObject({ etat: "terminee", eligibles: 7, acceptes: 6, refuses: 1 });
    expect((await cfa.etats())[5]).toBe("refuse");
    expect(await cfa.auTba()).toHaveLength(6);
  });

  it("coupe un appel que le TBA trouve trop gros", async () => {
    const cfa = await preparer([1, 2, 3, 4, 5].map((n) => sourceValide(n)));
    await cfa.panne({ type: "413", auDela: 2, nombre: null });
    expect((await cfa.envoyer()).bilan).toMatchObject({ etat: "terminee", acceptes: 5, refuses: 0 });
  });

  it("n'envoie jamais plus de 2 000 dossiers par appel", async () => {
    const cfa = await preparer(Array.from({ length: 2001 }, (_, n) => sourceValide(n)));
    const { bilan } = await cfa.envoyer();
    expect(bilan).toMatchObject({ eligibles: 2001, acceptes: 2001 });
    const appels = await cfa.appels(bilan.id);
    expect(appels.filter((a) => a.genre === "reponse").map((a) => a.dossiers)).toEqual([2000, 1]);
    expect(Math.max(...appels.map((a) => a.dossiers))).toBe(2000);
  });

  it("tient pour nulle une réponse qui parle d'autres dossiers", async () => {
    const cfa = await preparer([sourceValide(1)]);
    await cfa.panne({ type: "autres-dossiers", nombre: 6 });
    expect((await cfa.envoyer()).bilan).toMatchObject({ etat: "echouee", acceptes: 0, nonEnvoyes: 1 });
    expect(await cfa.etats()).toEqual({ 1: "a-transmettre" });
  });

  it("reprend la place d'une transmission morte, et la dit interrompue", async () => {
    const cfa = await preparer([sourceValide(1)]);
    const silence = new Date(Date.now() - 10 * 60_000);
    const [morte] = await base.db
      .insert(transmissions)
      .values({ etablissementId: cfa.id, etat: "en-cours", declencheur: "horloge", debut: silence, battement: silence })
      .returning();
    expect((await cfa.envoyer()).bilan).toMatchObject({ etat: "terminee", acceptes: 1 });
    const [relue] = await base.db
      .select()
      .from(transmissions)
      .where(eq(transmissions.id, morte?.id ?? ""));
    expect(relue).toMatchObject({ etat: "interrompue", fin: silence });
  });

  it("refuse de partir sans clé", async () => {
    const { id } = await nouvelEtablissement(base.db);
    const contexte = await personne(base.db, id, "administrateur");
    const demande = { declencheur: "manuel", par: null, nuitId: null, reprise: false } as const;
    await expect(transmettre(contexte, id, demande, { tba: simulateur.tba })).rejects.toThrow("Aucune clé");
  });
});
