import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { abonnements } from "@/db/schema/abonnements";
import { appartenances } from "@/db/schema/appartenances";
import { journal } from "@/db/schema/journal";
import { lireAbonnements } from "@/lib/services/alertes/lire-abonnements";
import { reglerAbonnements } from "@/lib/services/alertes/regler-abonnements";
import type { Contexte } from "@/lib/services/contexte";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { cfaAvecCle, courrielsDe, passer } from "@/tests/factories/alertes";
import { personne } from "@/tests/factories/etablissement";

const base = baseDEssai();
const idDe = ({ acteur }: Contexte) => (acteur.genre === "personne" ? acteur.id : "");
const TOUT = [
  "cle-refusee",
  "transmission-echouee",
  "pas-de-nuit",
  "chute-acceptes",
  "refus-du-tba",
  "cle-silencieuse",
  "semaine",
];

async function suivis(contexte: Contexte, uai: string): Promise<Record<string, string[]>> {
  const { personnes } = await lireAbonnements(contexte, uai);
  return Object.fromEntries(personnes.map(({ id, genres }) => [id, genres]));
}

describe("Qui est prévenu, de quoi", () => {
  it("est au départ : les administrateurs de tout, les autres de rien", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    const lecteur = await personne(base.db, cfa.id, "lecteur");
    expect(await suivis(admin, cfa.uai)).toEqual({ [idDe(admin)]: TOUT, [idDe(lecteur)]: [] });
  });

  it("se règle par un administrateur, genre par genre, et se retrouve au journal", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    const lecteur = await personne(base.db, cfa.id, "lecteur");
    const reglages = [
      { utilisateurId: idDe(admin), genres: ["semaine"] },
      { utilisateurId: idDe(lecteur), genres: ["refus-du-tba", "cle-refusee"] },
    ];
    expect(await reglerAbonnements(admin, cfa.uai, reglages)).toBe(2);
    expect(await reglerAbonnements(admin, cfa.uai, reglages)).toBe(0);
    await passer(base.db, cfa, 1, { acceptes: 50, refuses: 2 });
    await passer(base.db, cfa, 2, { etat: "echouee", erreur: "Panne." }, { appel: "indisponible" });
    expect(await courrielsDe(base.db, admin)).toEqual([]);
    expect((await courrielsDe(base.db, lecteur)).map((c) => c.sujet)).toEqual([
      `Dossiers refusés par le TBA : ${cfa.nom}`,
    ]);
    const traces = await base.db.select().from(journal).where(eq(journal.etablissementId, cfa.id));
    expect(traces.map(({ action, details, acteurId }) => ({ action, details, acteurId }))).toEqual([
      { action: "alertes-reglees", details: { personnes: 2 }, acteurId: idDe(admin) },
    ]);
  });

  it("laisse suivre son rôle à qui l'on n'a rien changé", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    const lecteur = await personne(base.db, cfa.id, "lecteur");
    await reglerAbonnements(admin, cfa.uai, [
      { utilisateurId: idDe(admin), genres: TOUT },
      { utilisateurId: idDe(lecteur), genres: [] },
    ]);
    expect(await base.db.select().from(abonnements).where(eq(abonnements.etablissementId, cfa.id))).toEqual([]);
    await base.db
      .update(appartenances)
      .set({ role: "administrateur" })
      .where(eq(appartenances.utilisateurId, idDe(lecteur)));
    expect(await suivis(admin, cfa.uai)).toMatchObject({ [idDe(lecteur)]: TOUT });
  });

  it("ne se règle ni par un lecteur, ni par un gestionnaire, ni par l'administrateur d'un autre", async () => {
    const [{ cfa, admin }, ailleurs] = [await cfaAvecCle(base.db), await cfaAvecCle(base.db)];
    const reglages = [{ utilisateurId: idDe(admin), genres: [] }];
    for (const role of ["lecteur", "gestionnaire"] as const) {
      const contexte = await personne(base.db, cfa.id, role);
      await expect(reglerAbonnements(contexte, cfa.uai, reglages)).rejects.toMatchObject({ code: "INTERDIT" });
    }
    await expect(reglerAbonnements(ailleurs.admin, cfa.uai, reglages)).rejects.toMatchObject({ code: "INTROUVABLE" });
    expect(await suivis(admin, cfa.uai)).toMatchObject({ [idDe(admin)]: TOUT });
  });

  it("refuse une personne d'un autre établissement et un genre inconnu, sans rien écrire", async () => {
    const [{ cfa, admin }, ailleurs] = [await cfaAvecCle(base.db), await cfaAvecCle(base.db)];
    for (const intrus of [
      { utilisateurId: idDe(ailleurs.admin), genres: ["semaine"] },
      { utilisateurId: idDe(admin), genres: ["n'importe quoi"] },
      { utilisateurId: "pas un identifiant", genres: [] },
    ]) {
      const reglages = [{ utilisateurId: idDe(admin), genres: [] }, intrus];
      await expect(reglerAbonnements(admin, cfa.uai, reglages)).rejects.toMatchObject({ code: "SAISIE_INVALIDE" });
    }
    expect(await suivis(admin, cfa.uai)).toEqual({ [idDe(admin)]: TOUT });
  });

  it("ne montre les adresses e-mail qu'aux administrateurs", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    const lecteur = await personne(base.db, cfa.id, "lecteur");
    expect(JSON.stringify(await lireAbonnements(lecteur, cfa.uai))).not.toContain("@");
    expect(JSON.stringify(await lireAbonnements(admin, cfa.uai))).toContain("@example.org");
  });

  it("oublie la personne qui a quitté l'établissement, même abonnée", async () => {
    const { cfa, admin } = await cfaAvecCle(base.db);
    const partie = await personne(base.db, cfa.id, "gestionnaire");
    await reglerAbonnements(admin, cfa.uai, [{ utilisateurId: idDe(partie), genres: TOUT }]);
    await base.db
      .delete(appartenances)
      .where(and(eq(appartenances.etablissementId, cfa.id), eq(appartenances.utilisateurId, idDe(partie))));
    await passer(base.db, cfa, 1, { refuses: 2 });
    expect(await courrielsDe(base.db, partie)).toEqual([]);
    expect(await courrielsDe(base.db, admin)).toHaveLength(1);
  });
});
