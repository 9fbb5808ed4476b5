import { describe, expect, it } from "vitest";
import { CHAMPS } from "@/lib/dossier/champs";
import { verifierContrat } from "@/lib/dossier/contrat-tba";
import { ecrireSaisie } from "@/lib/dossier/ecrire-saisie";
import { lireSaisie } from "@/lib/dossier/lire-saisie";
import { BASE } from "@/tests/fixtures/vecteurs";

const erreur = (lue: ReturnType<typeof lireSaisie>) => ("erreur" in lue ? lue.erreur : `acceptée : ${lue.valeur}`);

describe("Ce qu'une personne saisit dans un champ", () => {
  it("se lit comme on l'écrit en France", () => {
    expect(lireSaisie("date_entree_formation", "1/9/2026")).toEqual({ valeur: "2026-09-01" });
    expect(lireSaisie("rqth_apprenant", "non")).toEqual({ valeur: false });
    expect(lireSaisie("etablissement_formateur_siret", "777 644 441 00019")).toEqual({ valeur: "77764444100019" });
    expect(lireSaisie("formation_rncp", "38243")).toEqual({ valeur: "RNCP38243" });
    expect(lireSaisie("nom_apprenant", "  ")).toEqual({ valeur: null });
    expect(lireSaisie("groupe_formation", "TSVO1")).toEqual({ valeur: "TSVO1" });
  });

  it("se refuse d'une phrase quand le TBA le refuserait, le perdrait, ou que cela n'existe pas", () => {
    expect(erreur(lireSaisie("date_entree_formation", "31/02/2026"))).toContain("31/02/2026");
    expect(erreur(lireSaisie("date_entree_formation", "2026-02-31"))).toContain("n'existe pas au calendrier");
    expect(erreur(lireSaisie("etablissement_formateur_siret", "7776444410001"))).toContain("13 chiffres");
    expect(erreur(lireSaisie("etablissement_formateur_siret", "77764444100018"))).toContain("clé de contrôle");
    expect(erreur(lireSaisie("siret_employeur", "1234"))).toContain("4 chiffres");
    expect(erreur(lireSaisie("siret_employeur_2", "77764444100018"))).toContain("clé de contrôle");
    expect(erreur(lireSaisie("duree_theorique_formation_mois", "60"))).toContain("1 à 48");
    expect(erreur(lireSaisie("code_postal_de_naissance_apprenant", "abc"))).toContain("5 chiffres");
    expect(erreur(lireSaisie("email_contact", "a@b"))).toContain("adresse");
    expect(erreur(lireSaisie("nom_apprenant", "x".repeat(501)))).toContain("trop long");
    expect(erreur(lireSaisie("id_erp_apprenant", "E-2"))).toContain("ne se corrige pas");
  });

  it("ne laisse passer, champ par champ, que ce que le TBA prend", () => {
    const essais = ["", "oui", "1", "12", "2026-09-01", "texte", "0123456A", "77764444100019", "a@ex.fr", "RNCP38243"];
    for (const { cle, transmis } of CHAMPS) {
      for (const essai of essais) {
        const lue = lireSaisie(cle, essai);
        if (!transmis || "erreur" in lue || lue.valeur === null) continue;
        expect(verifierContrat({ ...BASE, [cle]: lue.valeur }), `${cle} ${essai}`).toEqual([]);
      }
    }
  });

  it("revient tel quel dans le champ, et s'y relit pareil", () => {
    for (const { cle } of CHAMPS) {
      // The key of the SIRETs of the base is not right.
      if (cle === "id_erp_apprenant" || cle.includes("siret") || BASE[cle] === undefined) continue;
      expect(lireSaisie(cle, ecrireSaisie(BASE[cle])), cle).toEqual({ valeur: BASE[cle] });
    }
    expect(ecrireSaisie(" 12, rue\n du Lac ")).toBe("12, rue du Lac");
    expect([ecrireSaisie(true), ecrireSaisie(0), ecrireSaisie(null)]).toEqual(["oui", "0", ""]);
  });
});
