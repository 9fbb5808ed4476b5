import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DossierAtIssue } from "@/lib/domain/causes/cause";
import { findCauses } from "@/lib/domain/causes/find-causes";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import type { ChampType } from "@/lib/domain/champs/definition";
import { tbaDay } from "@/lib/domain/day";
import type { Json, JsonObject } from "@/lib/domain/json";
import { prepare } from "@/lib/domain/prepare";
import { applyVector, BASE, CONTRAT_VECTORS } from "@/tests/fixtures/vectors";

function atIssue(id: string, source: JsonObject): DossierAtIssue {
  const { anomalies, payload } = prepare(source);
  return { id, anomalies: anomalies.map((a) => ({ ...a, values: a.champs.map((c) => payload[c] ?? null) })) };
}

const causesOf = (...sources: JsonObject[]) => findCauses(sources.map((s, n) => atIssue(`d${n}`, { ...BASE, ...s })));
const bloquantes = (...sources: JsonObject[]) => causesOf(...sources).filter((c) => c.severity === "bloquante");
const summary = (...sources: JsonObject[]) =>
  bloquantes(...sources).map((c) => `${c.title} : ${c.dossiers.length}, débloque ${c.unblocked.length}`);

describe("Les causes", () => {
  it("rangent d'abord ce qui débloque le plus de dossiers à soi seul, puis ce qui en bloque le plus", () => {
    const siret = { etablissement_formateur_siret: "7776444410001" };
    const withoutDate = { date_inscription_formation: null };
    const uai = { etablissement_responsable_uai: "352660B" };
    expect(
      summary(
        siret,
        siret,
        { ...siret, ...withoutDate },
        withoutDate,
        { ...withoutDate, ...uai },
        { ...withoutDate, ...uai },
        {},
      ),
    ).toEqual([
      "SIRET du formateur invalide (7776444410001) : 3, débloque 2",
      "Date d'inscription absente : 4, débloque 1",
      "UAI du responsable invalide (352660B) : 2, débloque 0",
    ]);
  });

  it("séparent deux mauvaises valeurs d'un établissement, mais pas celles qui sont propres à chacun", () => {
    expect(
      summary(
        { etablissement_formateur_siret: "777 644 441 0001" },
        { etablissement_formateur_siret: 7776444410001 },
        { etablissement_formateur_siret: "12" },
      ),
    ).toEqual([
      "SIRET du formateur invalide (7776444410001) : 2, débloque 2",
      "SIRET du formateur invalide (12) : 1, débloque 1",
    ]);
    expect(summary({ email_contact: "zoe" }, { email_contact: "léa@" })).toEqual([
      "E-mail de l'apprenant invalide : 2, débloque 2",
    ]);
  });

  it("ne font qu'une de valeurs toutes différentes, comme en laisse une cellule tirée vers le bas", () => {
    const drawn = Array.from({ length: 5 }, (_, n) => ({ etablissement_formateur_siret: `777644441000${n}` }));
    expect(summary(...drawn)).toEqual(["SIRET du formateur invalide (5 valeurs différentes) : 5, débloque 5"]);
  });

  it("s'accordent en français", () => {
    expect(summary({ annee_scolaire: null })).toEqual(["Année scolaire absente : 1, débloque 1"]);
    expect(summary({ etablissement_formateur_uai: null })).toEqual(["UAI du formateur absent : 1, débloque 1"]);
    expect(summary({ contrat_date_debut: null })).toEqual(["Date de début du contrat absente : 1, débloque 1"]);
    expect(summary({ date_fin_formation: "2023-08-01" })).toEqual([
      "Formation finie avant d'avoir commencé (du 01/09/2023 au 01/08/2023) : 1, débloque 1",
    ]);
  });

  it("comptent ensemble deux reproches faits à un même champ", () => {
    expect(summary({ contrat_date_debut: "" })).toEqual([
      "Date de début du contrat absente : 1, débloque 1",
      "Date de début du contrat illisible : 1, débloque 1",
    ]);
    expect(summary({ annee_formation: -1.5 })).toEqual(["Année de formation invalide (-1.5) : 1, débloque 1"]);
  });

  it("ne portent ni nom ni coordonnées de personne", () => {
    const source = { nom_apprenant: " ", email_contact: "zoe.lefevre", tel_apprenant: "06", ine_apprenant: "INE1" };
    const [one, two] = [causesOf(source), causesOf({ ...source, email_contact: "autre", ine_apprenant: "INE2" })];
    expect(one.map((c) => c.identity)).toEqual(two.map((c) => c.identity));
    expect(JSON.stringify(one)).not.toMatch(/zoe|INE1|06/);
  });

  it("gardent leur identité et leur ordre quel que soit celui des dossiers", () => {
    const sources = CONTRAT_VECTORS.filter((v) => !v.accepted).map(applyVector);
    const all = sources.map((s, n) => atIssue(`d${n}`, s));
    const identities = (dossiers: DossierAtIssue[]) => findCauses(dossiers).map((c) => c.identity);
    expect(identities(all.toReversed())).toEqual(identities(all));
    expect(new Set(identities(all)).size).toBe(identities(all).length);
  });
});

const VALID: Partial<Record<ChampType, Json>> = {
  date: "2024-01-15",
  booleen: true,
  email: "a@example.org",
  emailStrict: "a@example.org",
  siretTolere: "82409268800026",
  codePostal: "35000",
  duree: 2,
  statut: 3,
  uai: "0352660B",
};

/** A value that the TBA takes, in agreement with the other end of the training. */
function isValid(champ: ChampKey, source: JsonObject): Json {
  const [entry, fin] = [tbaDay(source.date_entree_formation), tbaDay(source.date_fin_formation)];
  if (champ === "date_fin_formation" && entry !== null) return entry;
  if (champ === "date_entree_formation" && fin !== null) return fin;
  return BASE[champ] ?? VALID[champOf(champ).type] ?? "value";
}

const refusal = CONTRAT_VECTORS.filter((v) => !v.accepted);
const otherFaults: JsonObject[] = [
  { contrat_date_debut: null },
  { contrat_date_debut: "" },
  { contrat_date_fin_2: "2024-05-01" },
  { contrat_date_debut: null, contrat_date_fin: "31/07/2025" },
  { contrat_date_rupture_3: "x", cause_rupture_contrat_3: "y" },
  { date_fin_formation: "2023-08-01" },
  { date_entree_formation: "2026-01-01" },
  { date_fin_formation: "31/07/2025" },
  { tel_apprenant: "08991234567" },
  { id_erp_apprenant: null },
];
const fault = fc.oneof(
  fc.constantFrom(...refusal).map(
    (v): JsonObject => ({
      ...v.set,
      ...Object.fromEntries((v.unset ?? []).map((c) => [c, null])),
    }),
  ),
  fc.constantFrom(...otherFaults),
);
const dossier = fc
  .array(fault, { maxLength: 3 })
  .map((faults): JsonObject => Object.assign({}, BASE, ...faults) as JsonObject);

describe("Les dossiers qu'une cause débloque seule", () => {
  it("sont ceux que la correction de son champ rend vraiment valides", () => {
    fc.assert(
      fc.property(fc.array(dossier, { minLength: 1, maxLength: 12 }), (sources) => {
        const byId = new Map(sources.map((source, n) => [`d${n}`, source]));
        const causes = findCauses([...byId].map(([id, source]) => atIssue(id, source)));
        const blocked = new Set<string>();
        for (const { champ, dossiers, unblocked, severity } of causes) {
          if (severity !== "bloquante") {
            expect(unblocked).toEqual([]);
            continue;
          }
          for (const id of dossiers) blocked.add(id);
          const really = dossiers.filter((id) => {
            const source = byId.get(id) ?? {};
            return !prepare({ ...source, [champ]: isValid(champ, source) }).blocked;
          });
          expect(unblocked).toEqual(really);
        }
        const invalides = [...byId].filter(([, source]) => prepare(source).blocked).map(([id]) => id);
        expect([...blocked].sort()).toEqual(invalides.sort());
      }),
      { numRuns: 400 },
    );
  });
});
