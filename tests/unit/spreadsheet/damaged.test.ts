import { describe, expect, it } from "vitest";
import { CODE_PAGES, type CodePage } from "@/lib/spreadsheet/formats/code-pages";
import { decodeText } from "@/lib/spreadsheet/formats/decode-text";
import { interpretCsv } from "@/tests/helpers/interpret";

const HEADINGS = ["identifiant", "nom", "prénom", "né le", "adresse", "employeur"];
const read = (name: string, adresse = "", employeur = "") =>
  interpretCsv([HEADINGS, ["A1", name, "Zoé", "28/03/2008", adresse, employeur]]);
const asks = async (name: string) => (await read(name)).doubts.map(({ code }) => code);

function encode(text: string, page: CodePage): Uint8Array {
  return Uint8Array.from([...text], (char) => {
    const code = char.charCodeAt(0);
    return code < 0x80 ? code : 0x80 + CODE_PAGES[page].indexOf(char);
  });
}

describe("Un nom abîmé demande", () => {
  it("quand une lettre y est devenue un caractère de contrôle, qui ne disparaît pas sans un mot", async () => {
    for (const name of ["Ren\u008e", "H\u008al\u0088ne", "\u00c3\u0089LODIE", "Fran_x001A_ois"]) {
      const { sources, doubts } = await read(name);
      expect([name, doubts.map(({ code }) => code)]).toEqual([name, ["text-damaged"]]);
      expect(sources[0]?.nom_apprenant).toContain("\uFFFD");
    }
    const elsewhere = await read("Martin", "3 all\u0082e du Pr\u0088che");
    expect(elsewhere.doubts).toMatchObject([{ code: "text-damaged", champ: "adresse_apprenant" }]);
  });

  it("quand il porte une fraction, un guillemet bas, un symbole ou un dessin", async () => {
    for (const name of ["C½ur", "¼dipe", "H‚lŠne", "Zo„", "Ana😀", "Ren°", "Mar²tin"])
      expect([name, await asks(name)]).toEqual([name, ["text-damaged"]]);
    expect((await read("Martin", "12 rue Ã\u00a0 droite")).doubts).toMatchObject([{ code: "text-damaged" }]);
  });

  it("comme tout autre champ, une date aussi, où un signe s'est perdu", async () => {
    const { doubts } = await interpretCsv([
      [...HEADINGS, "date rupture", "siret employeur"],
      ["A1", "Martin", "Zoé", "28/03/2008", "", "", "15\uFFFD10/2026", "732829320000\uFFFD4"],
    ]);
    expect(doubts.map(({ code, champ }) => [code, champ])).toEqual([
      ["text-damaged", "contrat_date_rupture"],
      ["text-damaged", "siret_employeur"],
    ]);
  });

  it("quand une capitale accentuée y suit une minuscule, ou qu'un guillemet y est", async () => {
    for (const name of ["ZoÈ", "HÈlËne", "FranÁois", "BenoÓt", "BenoŒt", "J“r“me", "Hˆlne"])
      expect([name, await asks(name)]).toEqual([name, ["text-damaged"]]);
  });

  it("et un nom d'ailleurs ne demande rien", async () => {
    const names = [
      "MacÉoin",
      "De Ávila",
      "LaÉtoile",
      "d'Étienne",
      "HÉLÈNE",
      "Jean-Étienne",
      "O’Brien",
      "O´Brien",
      "O`Brien",
      "Mª José",
      "Gal·la",
      "Łukasz",
      "Nguyễn",
      "Дмитрий",
      "Dupont (Martin)",
    ];
    for (const name of names) expect([name, await asks(name)]).toEqual([name, []]);
  });
});

describe("Un texte se remet en ordre", () => {
  it("quand une page web a écrit ses lettres, même deux fois", async () => {
    const { sources, doubts, notices } = await read(
      '"H&eacute;l&amp;egrave;ne"',
      '"12 rue de l&#039;&#xE9;glise"',
      '"Dupont &amp; Fils"',
    );
    expect(sources).toMatchObject([
      { nom_apprenant: "Hélène", adresse_apprenant: "12 rue de l'église", nom_employeur: "Dupont & Fils" },
    ]);
    expect(doubts).toEqual([]);
    expect(notices).toContain("lettres écrites comme dans une page web");
    expect((await read("Martin", "", '"R&D; Conseil"')).sources[0]?.nom_employeur).toBe("R&D; Conseil");
  });

  it("quand ses accents sont séparés de leurs lettres, comme sur un Mac", async () => {
    expect((await read("Ele\u0301onore")).sources[0]?.nom_apprenant).toBe("Eléonore");
  });

  it("quand un mot y dit qu'il n'y a rien", async () => {
    for (const word of ["(null)", "(vide)", "Non renseigné", "néant", "sans objet", "<NA>", "NaT", "?"]) {
      const { sources, notices } = await read("Martin", word);
      expect([word, sources[0]?.adresse_apprenant]).toEqual([word, undefined]);
      expect(notices).toContain("lu comme une cellule vide");
    }
    expect((await read("Nat")).sources[0]?.nom_apprenant).toBe("Nat");
  });
});

it("La marque de fin des vieux systèmes n'est pas une ligne", async () => {
  const { reading, sources } = await interpretCsv([
    HEADINGS,
    ["A1", "Martin", "Zoé", "28/03/2008", "", ""],
    ["\u001A"],
  ]);
  expect(sources).toHaveLength(1);
  expect(reading.setAside).toEqual([]);
});

describe("Un seul accent suffit à dire l'encodage", () => {
  const words: Readonly<Record<CodePage, readonly string[]>> = {
    "Windows-1252": ["Zoé", "école", "Élodie", "ÉLODIE", "LEFÈVRE", "Cœur", "c’est"],
    MacRoman: ["Zoé", "école", "Élodie", "ÉLODIE", "Maël", "Bâtiment", "c’est"],
    CP850: ["Zoé", "élève", "Élodie", "ÉLODIE", "FRANÇOIS", "Maël", "Hélène"],
    "ISO-8859-15": ["Cœur", "LEBŒUF", "Œdipe"],
  };
  it.each(Object.keys(words) as CodePage[])("en %s", (page) => {
    for (const word of words[page]) {
      const text = `id;nom;ville\n1;${word};Rennes\n`;
      expect(decodeText(encode(text, page)).text).toBe(text);
    }
  });
});
