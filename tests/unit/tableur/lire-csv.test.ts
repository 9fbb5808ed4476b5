import { describe, expect, it } from "vitest";
import { ErreurMetier } from "@/lib/errors";
import { lireCsv } from "@/lib/tableur/lire-csv";

const utf8 = (texte: string) => new TextEncoder().encode(texte);
const ATTENDU = {
  entetes: ["nom", "prénom"],
  lignes: [{ numero: 2, cellules: ["L’Hélias", "Zoé"] }],
};
const TEXTE = "nom;prénom\r\nL’Hélias;Zoé\r\n";

describe("Un fichier CSV", () => {
  it("se lit en UTF-8, avec ou sans marque", () => {
    expect(lireCsv(utf8(TEXTE))).toEqual(ATTENDU);
    expect(lireCsv(utf8(`\ufeff${TEXTE}`))).toEqual(ATTENDU);
  });

  it("se lit en UTF-16, comme Excel l'enregistre en «texte Unicode»", () => {
    const unites = Uint16Array.from([0xfeff, ...Array.from(TEXTE.replaceAll(";", "\t"), (c) => c.charCodeAt(0))]);
    expect(lireCsv(new Uint8Array(unites.buffer))).toEqual(ATTENDU);
  });

  it("se lit en Windows-1252, apostrophe courbe, œ et € compris", () => {
    const octets = Uint8Array.from([
      ...utf8("nom;note\nL"),
      ...[0x92, 0x48, 0xe9, 0x6c, 0x69, 0x61, 0x73, 0x3b, 0x9c, 0x20, 0x80],
    ]);
    expect(lireCsv(octets).lignes[0]?.cellules).toEqual(["L’Hélias", "œ €"]);
  });

  it.each([
    ["point-virgule", ";"],
    ["virgule", ","],
    ["tabulation", "\t"],
  ])("son séparateur est reconnu : %s", (_nom, s) => {
    const autre = s === "," ? ";" : ",";
    const texte = `nom${s}adresse${s}date\nA${s}"1${s} rue${autre} bis"${s}01/09/2026\n`;
    expect(lireCsv(utf8(texte))).toEqual({
      entetes: ["nom", "adresse", "date"],
      lignes: [{ numero: 2, cellules: ["A", `1${s} rue${autre} bis`, "01/09/2026"] }],
    });
  });

  it("l'indice «sep=» d'Excel est suivi, et compte pour une ligne", () => {
    expect(lireCsv(utf8("sep=,\nnom,prénom\nA,B;C;D\n"))).toEqual({
      entetes: ["nom", "prénom"],
      lignes: [{ numero: 3, cellules: ["A", "B;C;D"] }],
    });
  });

  it("une cellule entre guillemets peut contenir des retours à la ligne et des guillemets", () => {
    const { lignes } = lireCsv(utf8('nom;adresse\nA;"12 rue ""des Lilas""\r\nBâtiment B"\nB;2 rue\n'));
    expect(lignes).toEqual([
      { numero: 2, cellules: ["A", '12 rue "des Lilas"\r\nBâtiment B'] },
      { numero: 3, cellules: ["B", "2 rue"] },
    ]);
  });

  it("numérote ses lignes comme un tableur, lignes vides comprises, et tolère les lignes courtes ou longues", () => {
    const { lignes } = lireCsv(utf8('\nnom;prénom;date\n;;\nA\nB;"Jo";c;trop\n;Jean "Jo";\n'));
    expect(lignes).toEqual([
      { numero: 4, cellules: ["A", null, null] },
      { numero: 5, cellules: ["B", "Jo", "c"] },
      { numero: 6, cellules: ["", 'Jean "Jo"', ""] },
    ]);
  });

  it("un guillemet jamais refermé est dit d'une phrase, avec sa ligne, plutôt que d'avaler des lignes", () => {
    for (const texte of ['nom;prénom\nE;F\nA;"B\nC;D\n', 'nom;prénom\nE;F\nA;"B\nC;"D"\nG;H\n']) {
      const lire = () => lireCsv(utf8(texte));
      expect(lire).toThrow(ErreurMetier);
      expect(lire).toThrow("Ce fichier CSV est mal formé : un guillemet ouvert à la ligne 3 n'est pas refermé.");
    }
  });
});
