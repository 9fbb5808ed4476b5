import { describe, expect, it } from "vitest";
import { ErreurMetier } from "@/lib/errors";
import { lireTableau } from "@/lib/tableur/lire-tableau";
import { classeur } from "./fabriquer-classeur";

const MO = 1024 * 1024;
const utf8 = (texte: string) => new TextEncoder().encode(texte);

async function refus(octets: Uint8Array, nom: string, tailleMax = 10 * MO): Promise<string> {
  const erreur = await lireTableau(octets, nom, tailleMax).catch((e: unknown) => e);
  if (!(erreur instanceof ErreurMetier)) throw new Error(`refus attendu, reçu ${JSON.stringify(erreur)}`);
  expect(erreur.code).toBe("SAISIE_INVALIDE");
  return erreur.message;
}

describe("Le fichier déposé", () => {
  it("est lu selon son contenu, quel que soit son nom", async () => {
    const octets = await classeur([["nom"], ["Le Goff"]]);
    const attendu = { entetes: ["nom"], lignes: [{ numero: 2, cellules: ["Le Goff"] }] };
    expect(await lireTableau(octets, "apprentis.csv", MO)).toEqual(attendu);
    expect(await lireTableau(utf8("nom\nLe Goff"), "apprentis.csv", MO)).toEqual(attendu);
    expect(await lireTableau(utf8("nom\nLe Goff"), "export", MO)).toEqual(attendu);
  });

  it("est refusé quand il est trop gros, avec les deux tailles", async () => {
    expect(await refus(new Uint8Array(10 * MO + 1), "a.xlsx")).toBe(
      "Ce fichier pèse 10,1 Mo : la limite est de 10 Mo.",
    );
    expect(await refus(new Uint8Array(1_300_000), "a.xlsx", MO)).toBe(
      "Ce fichier pèse 1,3 Mo : la limite est de 1 Mo.",
    );
  });

  it("est refusé quand il est vide, ou sans ligne sous ses en-têtes", async () => {
    const sansLigne = "Ce fichier ne contient aucune ligne sous ses en-têtes.";
    expect(await refus(new Uint8Array(), "a.csv")).toBe("Ce fichier est vide.");
    expect(await refus(utf8("\n \n"), "a.csv")).toBe("Ce fichier est vide.");
    expect(await refus(await classeur([]), "a.xlsx")).toBe("Ce fichier est vide.");
    expect(await refus(utf8("nom;prénom\n;\n"), "a.csv")).toBe(sansLigne);
    expect(await refus(await classeur([["nom"], [" "]]), "a.xlsx")).toBe(sansLigne);
  });

  it("est refusé quand c'est un ancien .xls ou un classeur chiffré, avec le remède", async () => {
    const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
    expect(await refus(ole, "apprentis.xls")).toMatch(/mot de passe.*\.xls : enregistrez-le au format \.xlsx/);
  });

  it("est refusé quand ce n'est ni un classeur ni un CSV", async () => {
    const phrase = /^Ce fichier n'est ni un classeur Excel ni un fichier CSV/;
    const image = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]);
    expect(await refus(image, "apprentis.csv")).toMatch(phrase);
    expect(await refus(utf8("%PDF-1.7\n…"), "apprentis.csv")).toMatch(phrase);
    expect(await refus(utf8("<html><table><tr><td>nom</td></tr></table>"), "apprentis.xls")).toMatch(phrase);
    expect(await refus(utf8("nom;prénom\nA;B"), "apprentis.xlsx")).toMatch(phrase);
  });
});
