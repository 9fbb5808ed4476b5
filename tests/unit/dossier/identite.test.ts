import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { empreintePersonne, rapprocherIdentites } from "@/lib/dossier/identite";
import type { ObjetJson } from "@/lib/dossier/json";

const LEA: ObjetJson = {
  nom_apprenant: "Le Goff",
  prenom_apprenant: "Léa",
  date_de_naissance_apprenant: "2008-03-14",
  sexe_apprenant: "F",
  ine_apprenant: "123456789FF",
  email_contact: "lea@example.org",
  tel_apprenant: "01 99 00 11 22",
  adresse_apprenant: "12, rue des Lilas",
  code_postal_apprenant: "35000",
  siret_employeur: "82409268800026",
  contrat_date_debut: "2026-09-01",
};
const seulement = (...cles: string[]): ObjetJson => Object.fromEntries(cles.map((cle) => [cle, LEA[cle]]));
const PERSONNE = ["nom_apprenant", "prenom_apprenant", "date_de_naissance_apprenant"];

/** What each source of a file becomes, given the persons already known by their identifiers. */
function identites(connus: Record<string, ObjetJson>, sources: readonly ObjetJson[]): (string | null | undefined)[] {
  const existants = Object.entries(connus).map(([id_erp_apprenant, source]) => ({ id_erp_apprenant, source }));
  const trouves = rapprocherIdentites(
    existants,
    sources.map((source, i) => ({ numero: i + 2, source })),
  );
  return sources.map((_, i) => trouves.get(i + 2));
}

describe("L'empreinte d'une personne", () => {
  it("ne regarde ni la casse, ni les accents, ni les espaces, tirets et apostrophes", () => {
    const variantes = [
      { nom_apprenant: "D'Aubigné-Œuvrard", prenom_apprenant: "Jean-Noël", date_de_naissance_apprenant: "2008-03-14" },
      {
        nom_apprenant: " D’AUBIGNE OEUVRARD",
        prenom_apprenant: "jean noel",
        date_de_naissance_apprenant: "2008-03-14T00:00:00Z",
      },
    ];
    expect(new Set(variantes.map(empreintePersonne)).size).toBe(1);
    expect(empreintePersonne(LEA)).not.toBe(empreintePersonne({ ...LEA, prenom_apprenant: "Léo" }));
  });

  it("n'existe pas sans nom, prénom et date de naissance", () => {
    for (const cle of PERSONNE) expect(empreintePersonne({ ...LEA, [cle]: " " })).toBeNull();
  });
});

describe("Un apprenant déjà connu", () => {
  it("garde son identité quand tout est pareil, même sans rien d'autre que son nom et sa date de naissance", () => {
    expect(identites({ A: LEA }, [seulement(...PERSONNE)])).toEqual(["A"]);
    expect(identites({ A: LEA }, [{ ...LEA, ine_apprenant: "987654321AA" }])).toEqual(["A"]);
  });

  it("garde la même identité pour ses deux lignes", () => {
    expect(identites({ A: LEA }, [LEA, { ...LEA, annee_scolaire: "2025-2026" }])).toEqual(["A", "A"]);
  });

  it("garde son identité quand son nom, son prénom ou sa date est corrigé et que son INE le désigne", () => {
    const corrige = {
      ...seulement("ine_apprenant", "date_de_naissance_apprenant"),
      nom_apprenant: "Martin",
      prenom_apprenant: "Lia",
    };
    expect(identites({ A: LEA }, [corrige])).toEqual(["A"]);
  });

  it.each([
    ["l'e-mail", { email_contact: " LEA@example.org" }],
    ["le téléphone", { tel_apprenant: "+33199001122" }],
    ["l'adresse", { adresse_apprenant: "12 rue des lilas", code_postal_apprenant: 35000 }],
    [
      "l'employeur et le début du contrat",
      { siret_employeur_2: "824 092 688 00026", contrat_date_debut_2: "2026-09-01" },
    ],
  ])("garde son identité quand un des trois est corrigé et que le reste le confirme : %s", (_quoi, indice) => {
    for (const [cle, valeur] of [
      ["nom_apprenant", "Martin"],
      ["prenom_apprenant", "Lia"],
      ["date_de_naissance_apprenant", "2008-04-13"],
    ] as const) {
      expect(identites({ A: LEA }, [{ ...seulement(...PERSONNE), ...indice, [cle]: valeur }])).toEqual(["A"]);
    }
  });

  it("n'est pas pris pour un autre sur un seul indice, ou sur un INE qui ne veut rien dire", () => {
    const autre = { nom_apprenant: "Martin", prenom_apprenant: "Lia" };
    const nom = seulement("nom_apprenant", "prenom_apprenant");
    expect(identites({ A: LEA }, [{ ...LEA, ...autre, ine_apprenant: "" }])).toEqual([null]);
    expect(identites({ A: LEA }, [{ ...nom, date_de_naissance_apprenant: "2001-01-01" }])).toEqual([null]);
    expect(
      identites({ A: { ...LEA, ine_apprenant: "0000000000" } }, [
        { ...autre, date_de_naissance_apprenant: "2008-03-14", ine_apprenant: "0000000000" },
      ]),
    ).toEqual([null]);
    expect(
      identites({ A: LEA }, [
        { ...autre, date_de_naissance_apprenant: "2001-01-01", ine_apprenant: LEA.ine_apprenant },
      ]),
    ).toEqual([null]);
  });

  it("connu sous deux identifiants, prend celui avec lequel il a le plus en commun", () => {
    const reduit = seulement(...PERSONNE);
    expect(identites({ B: reduit, A: reduit }, [LEA])).toEqual(["A"]);
    expect(identites({ A: reduit, B: LEA }, [LEA])).toEqual(["B"]);
  });
});

describe("Des jumeaux", () => {
  const partage = [
    "nom_apprenant",
    "date_de_naissance_apprenant",
    "adresse_apprenant",
    "code_postal_apprenant",
    "email_contact",
  ];
  const lea = { ...seulement(...partage), prenom_apprenant: "Léa" };
  const lou = { ...seulement(...partage), prenom_apprenant: "Lou" };
  const nouvelle = { ...seulement(...partage), prenom_apprenant: "Lila" };

  it("ne sont pas confondus quand les deux sont dans le fichier", () => {
    expect(identites({ A: lea }, [lea, lou])).toEqual(["A", null]);
    expect(identites({ A: lea }, [lou, nouvelle])).toEqual([null, null]);
    expect(identites({}, [lea, lou])).toEqual([null, null]);
  });

  it("ne sont pas confondus quand les deux sont déjà connus", () => {
    expect(identites({ A: lea, B: lou }, [lou, lea])).toEqual(["B", "A"]);
    expect(identites({ A: lea, B: lou }, [nouvelle])).toEqual([null]);
    expect(identites({ A: lea, B: lou }, [lou])).toEqual(["B"]);
  });

  it("le prénom corrigé de l'un garde son identité quand l'autre est reconnu", () => {
    expect(identites({ A: lea, B: lou }, [{ ...lea, prenom_apprenant: "Léana" }, lou])).toEqual(["A", "B"]);
  });

  it("un frère ou une sœur d'un autre sexe, ou d'un autre INE, n'est pas un prénom corrigé", () => {
    expect(identites({ A: { ...lea, sexe_apprenant: "F" } }, [{ ...lou, sexe_apprenant: "M" }])).toEqual([null]);
    expect(identites({ A: LEA }, [{ ...lou, ine_apprenant: "987654321AA" }])).toEqual([null]);
  });
});

const source = fc.record({
  nom_apprenant: fc.constantFrom("Le Goff", "LE-GOFF", "Martin", "N'Diaye"),
  prenom_apprenant: fc.constantFrom("Léa", "Lou", "Jean-Noël"),
  date_de_naissance_apprenant: fc.constantFrom("2008-03-14", "2007-01-01"),
  ine_apprenant: fc.constantFrom(null, "123456789FF", "987654321AA", "NC"),
  email_contact: fc.constantFrom(null, "a@example.org", "b@example.org"),
  adresse_apprenant: fc.constantFrom(null, "1 rue A"),
  code_postal_apprenant: fc.constantFrom(null, "35000"),
});
const sources = fc.array(source, { maxLength: 8 });
const connus = sources.map((liste) =>
  liste.map((s, i) => ({ id_erp_apprenant: `ID-${i % 6}`, source: s as ObjetJson })),
);
const numeroter = (liste: readonly ObjetJson[]) => liste.map((s, i) => ({ numero: i + 2, source: s }));
const trie = (trouves: Map<number, string | null>) => [...trouves].sort(([a], [b]) => a - b);

describe("Le rapprochement, quels que soient le fichier et les dossiers connus", () => {
  it("ne dépend pas de l'ordre des lignes ni des dossiers", () => {
    const cas = fc
      .tuple(connus, sources)
      .chain(([existants, liste]) =>
        fc.tuple(
          fc.constant({ existants, lignes: numeroter(liste) }),
          fc.shuffledSubarray(existants, { minLength: existants.length }),
          fc.shuffledSubarray(numeroter(liste), { minLength: liste.length }),
        ),
      );
    fc.assert(
      fc.property(cas, ([{ existants, lignes }, existantsMeles, lignesMelees]) => {
        const attendu = trie(rapprocherIdentites(existants, lignes));
        expect(trie(rapprocherIdentites(existantsMeles, lignesMelees))).toEqual(attendu);
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  it("le même fichier importé deux fois donne les mêmes identités", () => {
    fc.assert(
      fc.property(connus, sources, (existants, liste) => {
        const lignes = numeroter(liste);
        const premier = rapprocherIdentites(existants, lignes);
        const idDe = (l: (typeof lignes)[number]) => premier.get(l.numero) ?? `NOUVEAU ${empreintePersonne(l.source)}`;
        const importes = lignes.map((l) => ({ id_erp_apprenant: idDe(l), source: l.source }));
        const remplaces = new Set(importes.map((d) => d.id_erp_apprenant));
        const ensuite = [...existants.filter((d) => !remplaces.has(d.id_erp_apprenant)), ...importes];
        const second = rapprocherIdentites(ensuite, lignes);
        for (const l of lignes) expect(second.get(l.numero)).toBe(idDe(l));
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  it("deux personnes du fichier ne prennent jamais l'identité d'une seule", () => {
    fc.assert(
      fc.property(connus, sources, (existants, liste) => {
        const uniques = existants.filter(
          (d, i) => existants.findIndex((autre) => autre.id_erp_apprenant === d.id_erp_apprenant) === i,
        );
        const lignes = numeroter(liste);
        const trouves = rapprocherIdentites(uniques, lignes);
        const personnes = new Map<string, Set<string | null>>();
        for (const l of lignes) {
          const id = trouves.get(l.numero);
          if (id) personnes.set(id, (personnes.get(id) ?? new Set()).add(empreintePersonne(l.source)));
        }
        for (const qui of personnes.values()) expect(qui.size).toBe(1);
      }),
      { numRuns: 300 },
    );
  }, 30_000);
});
