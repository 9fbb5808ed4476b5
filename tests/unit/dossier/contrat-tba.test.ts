import { describe, expect, it } from "vitest";
import { verifierContrat } from "@/lib/dossier/contrat-tba";
import { appliquerVecteur, VECTEURS_CONTRAT } from "@/tests/fixtures/vecteurs";

const trier = (erreurs: { champ: string; message: string }[]) => erreurs.map((e) => `${e.champ}: ${e.message}`).sort();

describe("Le contrat du TBA", () => {
  it.each(VECTEURS_CONTRAT.map((v) => [v.id, v] as const))("juge comme le TBA : %s", (_id, vecteur) => {
    const erreurs = verifierContrat(appliquerVecteur(vecteur));
    const attendues = (vecteur.errors ?? []).map((e) => ({ champ: e.path.join("."), message: e.message }));
    expect(trier(erreurs)).toEqual(trier(attendues));
  });
});
