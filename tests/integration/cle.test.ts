import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { clesTba } from "@/db/schema/cles-tba";
import { journal } from "@/db/schema/journal";
import { dechiffrerCle } from "@/lib/services/parametrage/dechiffrer-cle";
import { enregistrerCle } from "@/lib/services/parametrage/enregistrer-cle";
import { lienDeLaCle } from "@/lib/services/parametrage/lien-cle";
import { lireEtatCle } from "@/lib/services/parametrage/lire-cle";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();
const CLE = "c1e00000-1111-4222-8333-444444444444";

describe("La clé du TBA", () => {
  it("est chiffrée en base, absente du journal et de l'état montré, et se relit pour l'envoi", async () => {
    const cfa = await nouvelEtablissement(base.db);
    const contexte = await personne(base.db, cfa.id, "administrateur");
    expect(await lireEtatCle(contexte, cfa.uai)).toMatchObject({ presente: false });
    await enregistrerCle(contexte, cfa.uai, `  ${CLE}\n`);
    const lignes = await base.db.select().from(clesTba).where(eq(clesTba.etablissementId, cfa.id));
    const traces = await base.db.select().from(journal).where(eq(journal.etablissementId, cfa.id));
    const etat = await lireEtatCle(contexte, cfa.uai);
    expect(JSON.stringify([lignes, traces, etat])).not.toContain(CLE);
    expect(lignes[0]?.chiffre).toMatch(/^v1\./);
    expect(traces.map((t) => t.action)).toEqual(["cle-enregistree"]);
    expect(etat).toMatchObject({ presente: true, modifieePar: "Personne d'essai", dernierTest: null });
    expect(await dechiffrerCle(base.db, cfa.id)).toBe(CLE);
  });

  it("refuse ce qui n'est pas une clé, sans répéter la saisie ni rien écrire", async () => {
    const cfa = await nouvelEtablissement(base.db);
    const contexte = await personne(base.db, cfa.id, "administrateur");
    for (const saisie of ["", "   ", "deux mots collés", "clé\nautre", "x".repeat(500), "éèà-éèà-éèà"]) {
      const erreur = await enregistrerCle(contexte, cfa.uai, saisie).catch((e) => e);
      expect(erreur.code).toBe("SAISIE_INVALIDE");
      if (saisie.trim() !== "") expect(erreur.message).not.toContain(saisie);
    }
    expect(await dechiffrerCle(base.db, cfa.id)).toBeNull();
  });

  it("mène par la clé bleue à la page du TBA, avec le SIRET et l'UAI de l'établissement", async () => {
    const cfa = await nouvelEtablissement(base.db);
    const url = new URL(await lienDeLaCle(await personne(base.db, cfa.id, "lecteur"), cfa.uai));
    expect(url.pathname).toBe("/connexion-api");
    expect(Object.fromEntries(url.searchParams)).toEqual({ siret: cfa.siret, uai: cfa.uai, erp: "passerelle-tba" });
  });
});
