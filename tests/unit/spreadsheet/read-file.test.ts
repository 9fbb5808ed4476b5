import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { ServiceError } from "@/lib/errors";
import { readBytes } from "@/tests/helpers/read-table";
import { workbook } from "./make-workbook";

const MO = 1024 * 1024;
const utf8 = (text: string) => new TextEncoder().encode(text);

async function refusal(bytes: Uint8Array, name: string, maxSize = 10 * MO): Promise<string> {
  const error = await readBytes(bytes, name, maxSize).catch((e: unknown) => e);
  if (!(error instanceof ServiceError)) throw new Error(`refus attendu, reçu ${JSON.stringify(error)}`);
  expect(error.code).toBe("INVALID_INPUT");
  return error.message;
}

describe("Le fichier déposé", () => {
  it("est lu selon son contenu, quel que soit son nom", async () => {
    const table = [
      ["nom", "prénom", "né le"],
      ["Le Goff", "Zoé", "14/03/2008"],
    ];
    const text = utf8(table.map((row) => row.join(";")).join("\n"));
    const source = {
      nom_apprenant: "Le Goff",
      prenom_apprenant: "Zoé",
      date_de_naissance_apprenant: "2008-03-14",
    };
    for (const [bytes, name] of [
      [await workbook(table), "apprentis.csv"],
      [text, "apprentis.csv"],
      [text, "export"],
    ] as const) {
      expect((await readBytes(bytes, name, MO)).rows).toEqual([expect.objectContaining({ row: 2, source })]);
    }
  });

  it("est refusé quand il est trop gros, avec les deux tailles", async () => {
    expect(await refusal(new Uint8Array(10 * MO + 1), "a.xlsx")).toBe(
      "Ce fichier pèse 10,1 Mo : la limite est de 10 Mo.",
    );
    expect(await refusal(new Uint8Array(1_300_000), "a.xlsx", MO)).toBe(
      "Ce fichier pèse 1,3 Mo : la limite est de 1 Mo.",
    );
  });

  it("est refusé quand il est vide, ou sans ligne sous ses en-têtes", async () => {
    const withoutRow = "Ce fichier ne contient aucune ligne sous ses en-têtes.";
    expect(await refusal(new Uint8Array(), "a.csv")).toBe("Ce fichier est vide.");
    expect(await refusal(utf8("\n \n"), "a.csv")).toBe("Ce fichier est vide.");
    expect(await refusal(await workbook([]), "a.xlsx")).toBe("Ce fichier est vide.");
    expect(await refusal(utf8("nom;prénom\n;\n"), "a.csv")).toBe(withoutRow);
    expect(await refusal(await workbook([["nom"], [" "]]), "a.xlsx")).toBe(withoutRow);
  });

  it("est refusé quand son classeur est abîmé, avec le remède", async () => {
    const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
    expect(await refusal(ole, "apprentis.xls")).toMatch(/pas un classeur lisible : .* enregistrez-le au format \.xlsx/);
  });

  it("est refusé quand ce n'est ni un classeur ni un CSV", async () => {
    const sentence = /^Ce fichier n'est ni un classeur ni un fichier CSV/;
    expect(await refusal(Uint8Array.from([1, 2, 3, 4, 5]), "apprentis.csv")).toMatch(sentence);
    expect(await refusal(utf8("<html><body><p>Votre session est finie.</p></body></html>"), "apprentis.xls")).toMatch(
      sentence,
    );
    expect(await refusal(utf8("nom;prénom\nA;B"), "apprentis.xlsx")).toMatch(sentence);
  });

  it("dit ce qu'est un fichier d'une autre sorte, quel que soit son nom", async () => {
    const said = (kind: string) => new RegExp(`^Ce fichier est ${kind}, pas un tableur`);
    const image = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]);
    expect(await refusal(image, "photo.png")).toMatch(said("une image"));
    expect(await refusal(image, "apprentis.csv")).toMatch(said("une image"));
    expect(await refusal(utf8("%PDF-1.7\n…"), "apprentis.csv")).toMatch(said("un document PDF"));
    const archive = (name: string) => zipSync({ [name]: utf8("<x/>") });
    expect(await refusal(archive("word/document.xml"), "apprentis.docx")).toMatch(said("un document Word"));
    expect(await refusal(archive("export.csv"), "export.zip")).toMatch(said("une archive compressée"));
    expect(await refusal(utf8("ID3;nom_apprenant\n"), "a.csv")).not.toMatch(/pas un tableur/);
  });
});
