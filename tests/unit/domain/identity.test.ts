import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchIdentities, personFingerprint } from "@/lib/domain/identity";
import type { JsonObject } from "@/lib/domain/json";

/** All the steps, one after the other. */
function matched(...given: Parameters<typeof matchIdentities>): Map<number, string | null> {
  const steps = matchIdentities(...given);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

const LEA: JsonObject = {
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
const only = (...keys: string[]): JsonObject => Object.fromEntries(keys.map((key) => [key, LEA[key]]));
const PERSON = ["nom_apprenant", "prenom_apprenant", "date_de_naissance_apprenant"];

/** What each source of a file becomes, given the persons already known by their identifiers. */
function identities(known: Record<string, JsonObject>, sources: readonly JsonObject[]): (string | null | undefined)[] {
  const existing = Object.entries(known).map(([id_erp_apprenant, source]) => ({ id_erp_apprenant, source }));
  const matches = matched(
    existing,
    sources.map((source, i) => ({ numero: i + 2, source })),
  );
  return sources.map((_, i) => matches.get(i + 2));
}

describe("L'empreinte d'une personne", () => {
  it("ne regarde ni la casse, ni les accents, ni les espaces, tirets et apostrophes", () => {
    const variants = [
      { nom_apprenant: "D'Aubigné-Œuvrard", prenom_apprenant: "Jean-Noël", date_de_naissance_apprenant: "2008-03-14" },
      {
        nom_apprenant: " D’AUBIGNE OEUVRARD",
        prenom_apprenant: "jean noel",
        date_de_naissance_apprenant: "2008-03-14T00:00:00Z",
      },
    ];
    expect(new Set(variants.map(personFingerprint)).size).toBe(1);
    expect(personFingerprint(LEA)).not.toBe(personFingerprint({ ...LEA, prenom_apprenant: "Léo" }));
  });

  it("n'existe pas sans nom, prénom et date de naissance", () => {
    for (const key of PERSON) expect(personFingerprint({ ...LEA, [key]: " " })).toBeNull();
  });
});

describe("Un apprenant déjà connu", () => {
  it("garde son identité quand tout est pareil, même sans rien d'autre que son nom et sa date de naissance", () => {
    expect(identities({ A: LEA }, [only(...PERSON)])).toEqual(["A"]);
    expect(identities({ A: LEA }, [{ ...LEA, ine_apprenant: "987654321AA" }])).toEqual(["A"]);
  });

  it("garde la même identité pour ses deux lignes", () => {
    expect(identities({ A: LEA }, [LEA, { ...LEA, annee_scolaire: "2025-2026" }])).toEqual(["A", "A"]);
  });

  it("garde son identité quand son nom, son prénom ou sa date est corrigé et que son INE le désigne", () => {
    const corrected = {
      ...only("ine_apprenant", "date_de_naissance_apprenant"),
      nom_apprenant: "Martin",
      prenom_apprenant: "Lia",
    };
    expect(identities({ A: LEA }, [corrected])).toEqual(["A"]);
  });

  it.each([
    ["l'e-mail", { email_contact: " LEA@example.org" }],
    ["le téléphone", { tel_apprenant: "+33199001122" }],
    ["l'adresse", { adresse_apprenant: "12 rue des lilas", code_postal_apprenant: 35000 }],
    [
      "l'employeur et le début du contrat",
      { siret_employeur_2: "824 092 688 00026", contrat_date_debut_2: "2026-09-01" },
    ],
  ])("garde son identité quand un des trois est corrigé et que le reste le confirme : %s", (_what, clue) => {
    for (const [key, value] of [
      ["nom_apprenant", "Martin"],
      ["prenom_apprenant", "Lia"],
      ["date_de_naissance_apprenant", "2008-04-13"],
    ] as const) {
      expect(identities({ A: LEA }, [{ ...only(...PERSON), ...clue, [key]: value }])).toEqual(["A"]);
    }
  });

  it("n'est pas pris pour un autre sur un seul indice, ou sur un INE qui ne veut rien dire", () => {
    const other = { nom_apprenant: "Martin", prenom_apprenant: "Lia" };
    const name = only("nom_apprenant", "prenom_apprenant");
    expect(identities({ A: LEA }, [{ ...LEA, ...other, ine_apprenant: "" }])).toEqual([null]);
    expect(identities({ A: LEA }, [{ ...name, date_de_naissance_apprenant: "2001-01-01" }])).toEqual([null]);
    expect(
      identities({ A: { ...LEA, ine_apprenant: "0000000000" } }, [
        { ...other, date_de_naissance_apprenant: "2008-03-14", ine_apprenant: "0000000000" },
      ]),
    ).toEqual([null]);
    expect(
      identities({ A: LEA }, [
        { ...other, date_de_naissance_apprenant: "2001-01-01", ine_apprenant: LEA.ine_apprenant },
      ]),
    ).toEqual([null]);
  });

  it("connu sous deux identifiants, prend celui avec lequel il a le plus en commun", () => {
    const reduced = only(...PERSON);
    expect(identities({ B: reduced, A: reduced }, [LEA])).toEqual(["A"]);
    expect(identities({ A: reduced, B: LEA }, [LEA])).toEqual(["B"]);
  });
});

describe("Des jumeaux", () => {
  const shared = [
    "nom_apprenant",
    "date_de_naissance_apprenant",
    "adresse_apprenant",
    "code_postal_apprenant",
    "email_contact",
  ];
  const lea = { ...only(...shared), prenom_apprenant: "Léa" };
  const lou = { ...only(...shared), prenom_apprenant: "Lou" };
  const isNew = { ...only(...shared), prenom_apprenant: "Lila" };

  it("ne sont pas confondus quand les deux sont dans le fichier", () => {
    expect(identities({ A: lea }, [lea, lou])).toEqual(["A", null]);
    expect(identities({ A: lea }, [lou, isNew])).toEqual([null, null]);
    expect(identities({}, [lea, lou])).toEqual([null, null]);
  });

  it("ne sont pas confondus quand les deux sont déjà connus", () => {
    expect(identities({ A: lea, B: lou }, [lou, lea])).toEqual(["B", "A"]);
    expect(identities({ A: lea, B: lou }, [isNew])).toEqual([null]);
    expect(identities({ A: lea, B: lou }, [lou])).toEqual(["B"]);
  });

  it("le prénom corrigé de l'un garde son identité quand l'autre est reconnu", () => {
    expect(identities({ A: lea, B: lou }, [{ ...lea, prenom_apprenant: "Léana" }, lou])).toEqual(["A", "B"]);
  });

  it("un frère ou une sœur d'un autre sexe, ou d'un autre INE, n'est pas un prénom corrigé", () => {
    expect(identities({ A: { ...lea, sexe_apprenant: "F" } }, [{ ...lou, sexe_apprenant: "M" }])).toEqual([null]);
    expect(identities({ A: LEA }, [{ ...lou, ine_apprenant: "987654321AA" }])).toEqual([null]);
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
const known = sources.map((list) => list.map((s, i) => ({ id_erp_apprenant: `ID-${i % 6}`, source: s as JsonObject })));
const numbered = (list: readonly JsonObject[]) => list.map((s, i) => ({ numero: i + 2, source: s }));
const sorted = (matches: Map<number, string | null>) => [...matches].sort(([a], [b]) => a - b);

describe("Le rapprochement, quels que soient le fichier et les dossiers connus", () => {
  it("ne dépend pas de l'ordre des lignes ni des dossiers", () => {
    const scenario = fc
      .tuple(known, sources)
      .chain(([existing, list]) =>
        fc.tuple(
          fc.constant({ existing, rows: numbered(list) }),
          fc.shuffledSubarray(existing, { minLength: existing.length }),
          fc.shuffledSubarray(numbered(list), { minLength: list.length }),
        ),
      );
    fc.assert(
      fc.property(scenario, ([{ existing, rows }, shuffledExisting, shuffledRows]) => {
        const expected = sorted(matched(existing, rows));
        expect(sorted(matched(shuffledExisting, shuffledRows))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it("le même fichier importé deux fois donne les mêmes identités", () => {
    fc.assert(
      fc.property(known, sources, (existing, list) => {
        const rows = numbered(list);
        const first = matched(existing, rows);
        const idOf = (l: (typeof rows)[number]) => first.get(l.numero) ?? `NOUVEAU ${personFingerprint(l.source)}`;
        const imported = rows.map((l) => ({ id_erp_apprenant: idOf(l), source: l.source }));
        const replaced = new Set(imported.map((d) => d.id_erp_apprenant));
        const afterwards = [...existing.filter((d) => !replaced.has(d.id_erp_apprenant)), ...imported];
        const second = matched(afterwards, rows);
        for (const l of rows) expect(second.get(l.numero)).toBe(idOf(l));
      }),
      { numRuns: 300 },
    );
  });

  it("deux personnes du fichier ne prennent jamais l'identité d'une seule", () => {
    fc.assert(
      fc.property(known, sources, (existing, list) => {
        const uniques = existing.filter(
          (d, i) => existing.findIndex((other) => other.id_erp_apprenant === d.id_erp_apprenant) === i,
        );
        const rows = numbered(list);
        const matches = matched(uniques, rows);
        const people = new Map<string, Set<string | null>>();
        for (const l of rows) {
          const id = matches.get(l.numero);
          if (id) people.set(id, (people.get(id) ?? new Set()).add(personFingerprint(l.source)));
        }
        for (const who of people.values()) expect(who.size).toBe(1);
      }),
      { numRuns: 300 },
    );
  });
});
