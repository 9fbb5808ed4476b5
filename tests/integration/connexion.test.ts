import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { tentativesConnexion } from "@/db/schema/tentatives-connexion";
import type { Contexte } from "@/lib/services/contexte";
import { ouvrirCompte } from "@/lib/services/utilisateurs/installer";
import { verifierIdentifiants } from "@/lib/services/utilisateurs/verifier-identifiants";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { nouvelEtablissement } from "@/tests/factories/etablissement";

const base = baseDEssai();
const MOT_DE_PASSE = "un mot de passe assez long";
const a = (secondes: number): Contexte => ({
  db: base.db,
  acteur: { genre: "anonyme" },
  maintenant: new Date(Date.UTC(2026, 10, 24, 8, 0, secondes)),
});

async function compte(): Promise<string> {
  const email = `${randomUUID()}@example.org`;
  const { id } = await nouvelEtablissement(base.db);
  await ouvrirCompte({ db: base.db }, id, "gestionnaire", { email, nomPersonne: "Jeanne", motDePasse: MOT_DE_PASSE });
  return email;
}

describe("La connexion", () => {
  it("reconnaît la personne, quelle que soit la casse de son adresse", async () => {
    const email = await compte();
    expect(
      await verifierIdentifiants(a(0), { email: ` ${email.toUpperCase()} `, motDePasse: MOT_DE_PASSE }),
    ).toMatchObject({
      email,
      nom: "Jeanne",
    });
  });

  it("dit la même phrase pour un mauvais mot de passe et une adresse inconnue", async () => {
    const email = await compte();
    const phrase = "L'adresse e-mail ou le mot de passe est faux.";
    await expect(verifierIdentifiants(a(0), { email, motDePasse: "faux" })).rejects.toThrow(phrase);
    await expect(verifierIdentifiants(a(0), { email: "inconnu@example.org", motDePasse: "x" })).rejects.toThrow(phrase);
  });

  it("ralentit après cinq échecs, même avec le bon mot de passe, puis laisse revenir", async () => {
    const email = await compte();
    for (let i = 0; i < 5; i++) {
      await expect(verifierIdentifiants(a(i), { email, motDePasse: "faux" })).rejects.toMatchObject({
        code: "SAISIE_INVALIDE",
      });
    }
    await expect(verifierIdentifiants(a(5), { email, motDePasse: MOT_DE_PASSE })).rejects.toThrow(
      "réessayez dans 1 seconde",
    );
    expect(await verifierIdentifiants(a(7), { email, motDePasse: MOT_DE_PASSE })).toMatchObject({ email });
  });

  it("compte les essais lancés ensemble", async () => {
    const email = await compte();
    const essais = await Promise.allSettled(
      Array.from({ length: 12 }, () => verifierIdentifiants(a(0), { email, motDePasse: "faux" })),
    );
    const ralentis = essais.filter((e) => e.status === "rejected" && e.reason.code === "TROP_DE_TENTATIVES");
    expect(ralentis).toHaveLength(7);
  });

  it("ne garde aucune adresse dans le compte des échecs", async () => {
    const email = await compte();
    await verifierIdentifiants(a(0), { email, motDePasse: "faux" }).catch(() => {});
    expect(JSON.stringify(await base.db.select().from(tentativesConnexion))).not.toContain(email);
  });
});
