import { describe, expect, it } from "vitest";
import { appartenances } from "@/db/schema/appartenances";
import { reglerAbonnements } from "@/lib/services/alertes/regler-abonnements";
import type { Contexte } from "@/lib/services/contexte";
import { resumerLaSemaine } from "@/lib/services/courriels/resume-hebdomadaire";
import { baseDEssai } from "@/tests/appui/base-d-essai";
import { cfaAvecCle, courrielsDe, heure, passer } from "@/tests/factories/alertes";
import { nouvelEtablissement, personne } from "@/tests/factories/etablissement";

const base = baseDEssai();
const idDe = ({ acteur }: Contexte) => (acteur.genre === "personne" ? acteur.id : "");
/** The hour 0 is Monday 01/03/2027 at 2:00 in Paris. */
const LUNDI = 7 * 24;
const resumes = async (qui: Contexte) =>
  (await courrielsDe(base.db, qui)).filter(({ sujet }) => sujet.startsWith("Semaine du"));

describe("Le résumé de la semaine", () => {
  it("dit à un administrateur, établissement par établissement, ce que la semaine a donné", async () => {
    const [{ cfa, admin }, tranquille] = [await cfaAvecCle(base.db), await cfaAvecCle(base.db)];
    const sansCle = await nouvelEtablissement(base.db);
    for (const autre of [tranquille.cfa, sansCle])
      await base.db
        .insert(appartenances)
        .values({ utilisateurId: idDe(admin), etablissementId: autre.id, role: "administrateur" });
    for (let jour = 0; jour < 6; jour++) await passer(base.db, cfa, jour * 24, { acceptes: 50, invalides: 7 });
    const arretee = { etat: "echouee" as const, acceptes: 20, nonEnvoyes: 30, refuses: 1, invalides: 7 };
    await passer(base.db, cfa, 6 * 24, arretee, { appel: "indisponible" });
    await passer(base.db, tranquille.cfa, LUNDI, { acceptes: 1, invalides: 1 });
    expect(await resumerLaSemaine(base.db, heure(LUNDI + 6))).toBeGreaterThan(0);

    const [resume, ...reste] = await resumes(admin);
    expect(reste).toEqual([]);
    expect(resume?.sujet).toBe("Semaine du 01/03/2027 : 2 établissements demandent votre attention");
    const paragraphes = resume?.texte.split("\n\n") ?? [];
    const celui = (uai: string) => paragraphes.find((p) => p.includes(`(UAI ${uai})`))?.split("\n");
    const lien = (uai: string) => `http://localhost:3000/${uai}/etablissement/tableau-de-bord-apprentissage`;
    expect(celui(cfa.uai)?.slice(1)).toEqual([
      "6 nuits de transmission, dont 5 à leur terme.",
      "Dernière transmission le 07/03/2027, arrêtée avant la fin : 20 dossiers acceptés, 1 refusé, 7 invalides.",
      "2 alertes en cours : Transmission arrêtée avant la fin ; Dossiers refusés par le TBA.",
      lien(cfa.uai),
    ]);
    expect(celui(tranquille.cfa.uai)?.slice(1)).toEqual([
      "1 nuit de transmission, menée à son terme.",
      "Dernière transmission le 08/03/2027, terminée : 1 dossier accepté, aucun refusé, 1 invalide.",
      "Aucune alerte.",
      lien(tranquille.cfa.uai),
    ]);
    expect(celui(sansCle.uai)?.[1]).toBe("Aucune clé n'est enregistrée : aucun dossier ne part.");
  });

  it("part le lundi à partir de 7 heures, une fois, même si plusieurs processus sonnent ensemble", async () => {
    const { admin } = await cfaAvecCle(base.db);
    const semaine = 2 * LUNDI;
    for (const h of [semaine - 24 + 10, semaine, semaine + 4.9, semaine + 24 + 6])
      expect(await resumerLaSemaine(base.db, heure(h))).toBe(0);
    const ecrits = await Promise.all([1, 2, 3].map(() => resumerLaSemaine(base.db, heure(semaine + 5))));
    expect(ecrits.filter((n) => n > 0)).toHaveLength(1);
    expect(await resumerLaSemaine(base.db, heure(semaine + 12))).toBe(0);
    expect(await resumes(admin)).toHaveLength(1);
    await resumerLaSemaine(base.db, heure(3 * LUNDI + 5));
    expect(await resumes(admin)).toHaveLength(2);
  });

  it("ne va qu'à ceux qui le demandent, et ne parle que de leurs établissements", async () => {
    const [{ cfa, admin }, ailleurs] = [await cfaAvecCle(base.db), await cfaAvecCle(base.db)];
    const lecteur = await personne(base.db, cfa.id, "lecteur");
    const gestionnaire = await personne(base.db, cfa.id, "gestionnaire");
    await reglerAbonnements(admin, cfa.uai, [
      { utilisateurId: idDe(admin), genres: ["cle-refusee"] },
      { utilisateurId: idDe(lecteur), genres: ["semaine"] },
    ]);
    await resumerLaSemaine(base.db, heure(4 * LUNDI + 5));
    expect([await resumes(admin), await resumes(gestionnaire)]).toEqual([[], []]);
    const [sien] = await resumes(lecteur);
    expect(sien?.texte).toContain(cfa.uai);
    expect(sien?.texte).not.toContain(ailleurs.cfa.uai);
  });
});
