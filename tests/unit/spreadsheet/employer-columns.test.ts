import { describe, expect, it } from "vitest";
import { interpretCsv } from "../../helpers/interpret";

const PERSON = ["Nom", "Prénom", "Né(e) le", "Année scolaire"];
const people = (...firstNames: string[]) => firstNames.map((name) => ["Martin", name, "23/03/2008", "2026-2027"]);
const SIRET = "73282932000074";

describe("« Adresse », « Tél. », « E-mail » à la suite de « Entreprise »", () => {
  it("sont ceux de l'entreprise quand ceux de l'apprenti viennent avant : il garde les siens, et c'est dit", async () => {
    const [zoe = []] = people("Zoé");
    const { sources, notices, reading } = await interpretCsv([
      [...PERSON, "Adresse", "Tél", "Entreprise", "Adresse", "CP", "Tél", "E-mail", "SIRET"],
      [...zoe, "1 rue A", "0612345678", "Garage", "9 rue E", "29000", "0299000000", "rh@garage.example", SIRET],
    ]);
    expect(sources[0]).toMatchObject({ adresse_apprenant: "1 rue A", tel_apprenant: "0612345678" });
    expect(sources[0]).toMatchObject({ nom_employeur: "Garage", siret_employeur: SIRET });
    for (const key of ["email_contact", "code_postal_apprenant"]) expect(sources[0]).not.toHaveProperty(key);
    expect(notices).toMatch(/« E-mail », « SIRET », à la suite de l'employeur, sont lues comme celles de l'employeur/);
    // Nobody is offered to take them for the apprentice's.
    expect(reading.columns.flatMap(({ proposed }) => proposed ?? [])).toEqual([]);
  });

  it("sont ceux de l'entreprise quand des collègues les partagent, même en tête du fichier", async () => {
    const { sources } = await interpretCsv([
      ["Entreprise", "Adresse", "Téléphone", "E-mail", "Nom", "Prénom", "Né(e) le", "Année scolaire"],
      ...people("Zoé", "Léo", "Ana").map((row) => ["Garage", "9 rue E", "0299000000", "rh@garage.example", ...row]),
      ...people("Tom").map((row) => ["Hôtel", "3 quai F", "0299111111", "", ...row]),
    ]);
    for (const source of sources) {
      for (const key of ["adresse_apprenant", "tel_apprenant", "email_contact"]) expect(source).not.toHaveProperty(key);
    }
  });

  it("restent ceux de l'apprenti quand rien ne le montre, que des collègues ont chacun le leur, ou que le titre le dit", async () => {
    const alone = await interpretCsv([
      [...PERSON, "Entreprise", "Téléphone", "CP"],
      ...people("Zoé", "Léo").map((row, i) => [...row, `Garage ${i}`, `061234567${i}`, "35000"]),
    ]);
    expect(alone.sources.map(({ tel_apprenant }) => tel_apprenant)).toEqual(["0612345670", "0612345671"]);
    const colleagues = await interpretCsv([
      [...PERSON, "Entreprise", "Téléphone", "CP"],
      ...people("Zoé", "Léo", "Ana").map((row, i) => [...row, "Garage", `06123456${i}7`, "35000"]),
    ]);
    expect(colleagues.sources.map(({ tel_apprenant: tel, code_postal_apprenant: cp }) => [tel, cp])).toEqual([
      ["0612345607", "35000"],
      ["0612345617", "35000"],
      ["0612345627", "35000"],
    ]);
    const said = await interpretCsv([
      [...PERSON, "Entreprise", "Téléphone portable de l'apprenti", "E-mail personnel"],
      ...people("Zoé", "Léo", "Ana").map((row) => [...row, "Garage", "0612345678", "zoe@famille.example"]),
    ]);
    expect(said.sources[2]).toMatchObject({ tel_apprenant: "0612345678", email_contact: "zoe@famille.example" });
    const dated = await interpretCsv([
      [...PERSON, "Entreprise", "Début contrat", "E-mail"],
      ...people("Zoé", "Léo", "Ana").map((row) => [...row, "Garage", "01/09/2026", "promo@cfa.example"]),
    ]);
    expect(dated.sources[0]?.email_contact).toBe("promo@cfa.example");
  });
});
