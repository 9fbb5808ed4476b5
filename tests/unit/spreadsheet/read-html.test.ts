import { describe, expect, it } from "vitest";
import { ServiceError } from "@/lib/errors";
import { interpret } from "@/tests/helpers/interpret";

const HEADINGS = ["Identifiant", "Nom", "Prénom", "Né le", "Adresse"];
const ZOE = ["A1", "Martin", "Zoé", "28/03/2008", "3 rue des Lilas"];
const line = (cells: readonly string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
const LIST = `<table>${line(HEADINGS)}${line(ZOE)}</table>`;
const read = (page: string) => interpret(new TextEncoder().encode(page), "liste.xls");
const ZOE_READ = [{ id_erp_apprenant: "A1", nom_apprenant: "Martin", date_de_naissance_apprenant: "2008-03-28" }];

describe("Une page nommée .xls", () => {
  it.each([
    ["une remarque pour Excel", "<!--[if gte mso 9]><xml><x:Name>Liste</x:Name></xml><![endif]-->"],
    ["son style", "<style>td { mso-number-format: '@' }</style>"],
    ["un titre", "<div><h1>Liste des apprentis</h1></div>"],
  ])("qui commence par %s est lue", async (_what, start) => {
    expect((await read(start + LIST)).sources).toMatchObject(ZOE_READ);
  });

  it("dont la liste est dans un tableau de mise en page est lue", async () => {
    const { sources } = await read(`<html><table><tr><td>Liste</td></tr><tr><td>${LIST}</td></tr></table></html>`);
    expect(sources).toMatchObject(ZOE_READ);
  });

  it("garde les lignes d'une cellule, sans en coller les mots", async () => {
    const { sources } = await read(
      `<table>${line(HEADINGS)}${line([...ZOE.slice(0, 4), "3 rue<br>des<BR />Lilas"])}</table>`,
    );
    expect(sources[0]?.adresse_apprenant).toBe("3 rue\ndes\nLilas");
  });

  it("sans tableau est refusée", async () => {
    await expect(read("<div>Votre session est finie.</div>")).rejects.toThrow(ServiceError);
  });
});
