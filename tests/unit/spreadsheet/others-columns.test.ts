import { describe, expect, it } from "vitest";
import { interpretCsv } from "@/tests/helpers/interpret";

const PERSON = ["identifiant", "nom", "prénom", "né le"];
const ZOE = ["A1", "Martin", "Zoé", "28/03/2008"];

describe("Une colonne", () => {
  it("qui nomme quelqu'un d'autre, ou un autre temps, ne propose rien de l'apprenti, quoi que ses cellules contiennent", async () => {
    const proposed = async (heading: string, cell: string, band = "") => {
      const { reading } = await interpretCsv([
        ["Apprenti", "", "", "", band],
        [...PERSON, heading],
        [...ZOE, cell],
      ]);
      return reading.columns.at(-1)?.proposed ?? null;
    };
    for (const [heading, cell, band] of [
      ["Tél. du tuteur", "0612345678"],
      ["Joindre", "0612345678", "Maître d'apprentissage"],
      ["Téléphone", "0612345678", "Maître d'apprentissage"],
      ["CP du CFA", "35000"],
      ["Contact référent", "a@example.org"],
      ["SIRET OPCO", "73282932000074"],
      ["UAI d'origine", "0359471E"],
      ["Code diplôme précédent", "32031214"],
    ] as const)
      expect([heading, await proposed(heading, cell, band)]).toEqual([heading, null]);
    for (const [heading, cell, field] of [
      ["Joindre", "0612345678", "tel_apprenant"],
      ["Numéro 14", "73282932000074", "siret_employeur"],
      ["Fiche", "RNCP38362", "formation_rncp"],
    ] as const)
      expect([heading, await proposed(heading, cell)]).toEqual([heading, field]);
  });

  it("sous un bandeau qui n'est qu'au-dessus des siennes est à qui il nomme ; un titre de page ne nomme personne", async () => {
    const under = async (...above: string[]) => {
      const { sources } = await interpretCsv([above, [...PERSON, "Téléphone"], [...ZOE, "0612345678"]]);
      return sources[0]?.tel_apprenant ?? null;
    };
    expect(await under("", "", "", "", "Maître d'apprentissage")).toBeNull();
    expect(await under("", "", "", "", "Entreprise")).toBeNull();
    expect(await under("Entreprise")).toBe("0612345678");
    expect(await under("", "", "Liste des apprentis et de leurs tuteurs")).toBe("0612345678");
    expect(await under("", "", "Entreprise Martin, liste au 12/09/2026")).toBe("0612345678");
  });

  it("d'un seul SIRET pour toutes les lignes est proposée comme celle du CFA, jamais d'un employeur", async () => {
    const people = ["Zoé", "Léo", "Ana", "Tom", "Eva"];
    const read = async (sirets: readonly string[]) =>
      (
        await interpretCsv([
          ["Nom", "Prénom", "Né(e) le", "SIRET"],
          ...people.map((name, i) => ["Martin", name, "28/03/2008", sirets[i % sirets.length] ?? ""]),
        ])
      ).reading.columns[3]?.proposed;
    expect(await read(["59904711500010"])).toBe("etablissement_formateur_siret");
    expect(await read(["59904711500010", "73282932000074"])).toBe("siret_employeur");
  });

  it("de l'autre parent, ou d'un second employeur, n'est pas proposée pour l'apprenti ni pour le premier", async () => {
    const { reading } = await interpretCsv([
      ["Nom", "Prénom", "Né(e) le", "Mél resp.", "Mél 2", "Tél 2", "SIRET 2"],
      ["Martin", "Zoé", "28/03/2008", "anne@example.org", "paul@example.org", "0612345678", "73282932000074"],
    ]);
    expect(reading.columns.slice(4).map(({ field, proposed }) => field ?? proposed)).toEqual([null, null, null]);
  });

  it("qui dit la même chose de tous n'est ni le téléphone ni l'adresse de chacun ; quatre frères peuvent la partager", async () => {
    const read = async (heading: string, cell: string, rows: number) =>
      (
        await interpretCsv([
          ["Nom", "Prénom", "Né(e) le", heading],
          ...Array.from({ length: rows }, (_, i) => ["Martin", `Zoé${"abcdefgh"[i]}`, "28/03/2008", cell]),
        ])
      ).reading.columns[3];
    for (const [heading, cell, field] of [
      ["E-mail", "secretariat@cfa.example", "email_contact"],
      ["Téléphone", "0299000000", "tel_apprenant"],
      ["Mail responsable", "pedagogie@cfa.example", "responsable_apprenant_mail1"],
    ] as const) {
      expect(await read(heading, cell, 5)).toMatchObject({ heading, field: null, proposed: null });
      expect(await read(heading, cell, 4)).toMatchObject({ heading, field });
    }
    expect(await read("email_contact", "secretariat@cfa.example", 5)).toMatchObject({ field: "email_contact" });
  });
});
