import { describe, expect, it } from "vitest";
import { interpretCsv } from "../../helpers/interpret";

const FIRST_NAMES = ["Zoé", "Léo", "Ana", "Tom", "Eva", "Noé"];
const read = (names: readonly (readonly [surname: string, given: string])[]) =>
  interpretCsv([
    ["Nom", "Prénom", "Né(e) le", "Année scolaire"],
    ...names.map(([surname, given], i) => [surname, given, `${13 + i}/03/2008`, "2026-2027"]),
  ]);
const usual = (rows: number) => FIRST_NAMES.slice(0, rows).map((name) => ["LE GOFF", name] as const);

describe("Un nom à la place du prénom", () => {
  it("demande quand les autres lignes ont leur nom en capitales et leur prénom non", async () => {
    const { rows } = await read([...usual(5), ["Chloé", "BERNARD"]]);
    expect(rows.flatMap(({ row, doubts }) => doubts.map(({ champ, code }) => [row, champ, code]))).toEqual([
      [7, "nom_apprenant", "name-split"],
      [7, "prenom_apprenant", "name-split"],
    ]);
    expect(rows[5]?.doubts[0]?.sentence).toMatch(/^Le nom \(Chloé\) est peut-être le prénom/);
  });

  it("ne demande rien quand le fichier écrit les deux pareil, ou aussi souvent de l'une que de l'autre façon", async () => {
    for (const names of [
      [...usual(4), ["Chloé", "BERNARD"]],
      [...usual(5), ["Chloé", "BERNARD"], ["Léa", "PETIT"]],
      [...usual(5), ["Bernard", "Chloé"]],
      [...usual(5), ["BERNARD", "CHLOÉ"]],
      [...usual(5), ["Ng", "Li"]],
      FIRST_NAMES.map((name) => [name, "MARTIN"] as const),
    ] as (readonly [string, string])[][]) {
      expect([names.at(-1), (await read(names)).doubts]).toEqual([names.at(-1), []]);
    }
  });
});
