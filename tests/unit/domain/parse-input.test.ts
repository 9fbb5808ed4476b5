import { describe, expect, it } from "vitest";
import { CHAMPS } from "@/lib/domain/champs";
import { checkContrat } from "@/lib/domain/contrat-tba";
import { formatInput } from "@/lib/domain/format-input";
import { parseInput } from "@/lib/domain/parse-input";
import { BASE } from "@/tests/fixtures/vectors";

const error = (got: ReturnType<typeof parseInput>) => ("error" in got ? got.error : `acceptée : ${got.value}`);

describe("Ce qu'une personne saisit dans un champ", () => {
  it("se lit comme on l'écrit en France", () => {
    expect(parseInput("date_entree_formation", "1/9/2026")).toEqual({ value: "2026-09-01" });
    expect(parseInput("rqth_apprenant", "non")).toEqual({ value: false });
    expect(parseInput("etablissement_formateur_siret", "777 644 441 00019")).toEqual({ value: "77764444100019" });
    expect(parseInput("formation_rncp", "38243")).toEqual({ value: "RNCP38243" });
    expect(parseInput("nom_apprenant", "  ")).toEqual({ value: null });
    expect(parseInput("groupe_formation", "TSVO1")).toEqual({ value: "TSVO1" });
  });

  it("se refuse d'une phrase quand le TBA le refuserait, le perdrait, ou que cela n'existe pas", () => {
    expect(error(parseInput("date_entree_formation", "31/02/2026"))).toContain("31/02/2026");
    expect(error(parseInput("date_entree_formation", "2026-02-31"))).toContain("n'existe pas au calendrier");
    expect(error(parseInput("etablissement_formateur_siret", "7776444410001"))).toContain("13 chiffres");
    expect(error(parseInput("etablissement_formateur_siret", "77764444100018"))).toContain("clé de contrôle");
    expect(error(parseInput("siret_employeur", "1234"))).toContain("4 chiffres");
    expect(error(parseInput("siret_employeur_2", "77764444100018"))).toContain("clé de contrôle");
    expect(error(parseInput("duree_theorique_formation_mois", "60"))).toContain("1 à 48");
    expect(error(parseInput("code_postal_de_naissance_apprenant", "abc"))).toContain("5 chiffres");
    expect(error(parseInput("email_contact", "a@b"))).toContain("adresse");
    expect(error(parseInput("nom_apprenant", "x".repeat(501)))).toContain("trop long");
    expect(error(parseInput("id_erp_apprenant", "E-2"))).toContain("ne se corrige pas");
  });

  it("d'un statut dit qui est apprenti, et se refuse quand il ne le dit pas : le dossier partirait comme celui d'un apprenti", () => {
    expect(parseInput("statut", "APP")).toEqual({ value: "APP" });
    expect(parseInput("statut", "Élève")).toEqual({ value: "Élève" });
    for (const word of ["non", "Pas un apprenti", "Stagiaire spécial"])
      expect(error(parseInput("statut", word))).toContain("dites si c'est un apprenti");
  });

  it("ne laisse passer, champ par champ, que ce que le TBA prend", () => {
    const attempts = [
      "",
      "oui",
      "1",
      "12",
      "2026-09-01",
      "texte",
      "0123456A",
      "77764444100019",
      "a@ex.fr",
      "RNCP38243",
    ];
    for (const { key, sent } of CHAMPS) {
      for (const attempt of attempts) {
        const got = parseInput(key, attempt);
        if (!sent || "error" in got || got.value === null) continue;
        expect(checkContrat({ ...BASE, [key]: got.value }), `${key} ${attempt}`).toEqual([]);
      }
    }
  });

  it("revient tel quel dans le champ, et s'y relit pareil", () => {
    for (const { key } of CHAMPS) {
      // The key of the SIRETs of the base is not right.
      if (key === "id_erp_apprenant" || key.includes("siret") || BASE[key] === undefined) continue;
      expect(parseInput(key, formatInput(BASE[key])), key).toEqual({ value: BASE[key] });
    }
    expect(formatInput(" 12, rue\n du Lac ")).toBe("12, rue du Lac");
    expect([formatInput(true), formatInput(0), formatInput(null)]).toEqual(["oui", "0", ""]);
  });
});
