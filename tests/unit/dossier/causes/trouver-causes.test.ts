import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DossierEnCause } from "@/lib/dossier/causes/cause";
import { trouverCauses } from "@/lib/dossier/causes/trouver-causes";
import { type CleChamp, champDe } from "@/lib/dossier/champs";
import type { TypeChamp } from "@/lib/dossier/champs/definition";
import { jourTba } from "@/lib/dossier/jour";
import type { Json, ObjetJson } from "@/lib/dossier/json";
import { preparer } from "@/lib/dossier/preparer";
import { appliquerVecteur, BASE, VECTEURS_CONTRAT } from "@/tests/fixtures/vecteurs";

function enCause(id: string, source: ObjetJson): DossierEnCause {
  const { anomalies, payload } = preparer(source);
  return { id, anomalies: anomalies.map((a) => ({ ...a, valeurs: a.champs.map((c) => payload[c] ?? null) })) };
}

const causesDe = (...sources: ObjetJson[]) => trouverCauses(sources.map((s, n) => enCause(`d${n}`, { ...BASE, ...s })));
const bloquantes = (...sources: ObjetJson[]) => causesDe(...sources).filter((c) => c.gravite === "bloquante");
const resume = (...sources: ObjetJson[]) =>
  bloquantes(...sources).map((c) => `${c.titre} : ${c.dossiers.length}, débloque ${c.debloques.length}`);

describe("Les causes", () => {
  it("rangent d'abord ce qui débloque le plus de dossiers à soi seul, puis ce qui en bloque le plus", () => {
    const siret = { etablissement_formateur_siret: "7776444410001" };
    const sansDate = { date_inscription_formation: null };
    const uai = { etablissement_responsable_uai: "352660B" };
    expect(
      resume(siret, siret, { ...siret, ...sansDate }, sansDate, { ...sansDate, ...uai }, { ...sansDate, ...uai }, {}),
    ).toEqual([
      "SIRET du formateur invalide (7776444410001) : 3, débloque 2",
      "Date d'inscription absente : 4, débloque 1",
      "UAI du responsable invalide (352660B) : 2, débloque 0",
    ]);
  });

  it("séparent deux mauvaises valeurs d'un établissement, mais pas celles qui sont propres à chacun", () => {
    expect(
      resume(
        { etablissement_formateur_siret: "777 644 441 0001" },
        { etablissement_formateur_siret: 7776444410001 },
        { etablissement_formateur_siret: "12" },
      ),
    ).toEqual([
      "SIRET du formateur invalide (7776444410001) : 2, débloque 2",
      "SIRET du formateur invalide (12) : 1, débloque 1",
    ]);
    expect(resume({ email_contact: "zoe" }, { email_contact: "léa@" })).toEqual([
      "E-mail de l'apprenant invalide : 2, débloque 2",
    ]);
  });

  it("ne font qu'une de valeurs toutes différentes, comme en laisse une cellule tirée vers le bas", () => {
    const tirees = Array.from({ length: 5 }, (_, n) => ({ etablissement_formateur_siret: `777644441000${n}` }));
    expect(resume(...tirees)).toEqual(["SIRET du formateur invalide (5 valeurs différentes) : 5, débloque 5"]);
  });

  it("s'accordent en français", () => {
    expect(resume({ annee_scolaire: null })).toEqual(["Année scolaire absente : 1, débloque 1"]);
    expect(resume({ etablissement_formateur_uai: null })).toEqual(["UAI du formateur absent : 1, débloque 1"]);
    expect(resume({ contrat_date_debut: null })).toEqual(["Date de début du contrat absente : 1, débloque 1"]);
    expect(resume({ date_fin_formation: "2023-08-01" })).toEqual([
      "Formation finie avant d'avoir commencé (du 01/09/2023 au 01/08/2023) : 1, débloque 1",
    ]);
  });

  it("comptent ensemble deux reproches faits à un même champ", () => {
    expect(resume({ contrat_date_debut: "" })).toEqual([
      "Date de début du contrat absente : 1, débloque 1",
      "Date de début du contrat illisible : 1, débloque 1",
    ]);
    expect(resume({ annee_formation: -1.5 })).toEqual(["Année de formation invalide (-1.5) : 1, débloque 1"]);
  });

  it("ne portent ni nom ni coordonnées de personne", () => {
    const source = { nom_apprenant: " ", email_contact: "zoe.lefevre", tel_apprenant: "06", ine_apprenant: "INE1" };
    const [un, deux] = [causesDe(source), causesDe({ ...source, email_contact: "autre", ine_apprenant: "INE2" })];
    expect(un.map((c) => c.identite)).toEqual(deux.map((c) => c.identite));
    expect(JSON.stringify(un)).not.toMatch(/zoe|INE1|06/);
  });

  it("gardent leur identité et leur ordre quel que soit celui des dossiers", () => {
    const sources = VECTEURS_CONTRAT.filter((v) => !v.accepted).map(appliquerVecteur);
    const tous = sources.map((s, n) => enCause(`d${n}`, s));
    const identites = (dossiers: DossierEnCause[]) => trouverCauses(dossiers).map((c) => c.identite);
    expect(identites(tous.toReversed())).toEqual(identites(tous));
    expect(new Set(identites(tous)).size).toBe(identites(tous).length);
  });
});

const VALABLES: Partial<Record<TypeChamp, Json>> = {
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
function valable(champ: CleChamp, source: ObjetJson): Json {
  const [entree, fin] = [jourTba(source.date_entree_formation), jourTba(source.date_fin_formation)];
  if (champ === "date_fin_formation" && entree !== null) return entree;
  if (champ === "date_entree_formation" && fin !== null) return fin;
  return BASE[champ] ?? VALABLES[champDe(champ).type] ?? "valeur";
}

const refus = VECTEURS_CONTRAT.filter((v) => !v.accepted);
const autresFautes: ObjetJson[] = [
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
const faute = fc.oneof(
  fc.constantFrom(...refus).map(
    (v): ObjetJson => ({
      ...v.set,
      ...Object.fromEntries((v.unset ?? []).map((c) => [c, null])),
    }),
  ),
  fc.constantFrom(...autresFautes),
);
const dossier = fc
  .array(faute, { maxLength: 3 })
  .map((fautes): ObjetJson => Object.assign({}, BASE, ...fautes) as ObjetJson);

describe("Les dossiers qu'une cause débloque seule", () => {
  it("sont ceux que la correction de son champ rend vraiment valides", () => {
    fc.assert(
      fc.property(fc.array(dossier, { minLength: 1, maxLength: 12 }), (sources) => {
        const parId = new Map(sources.map((source, n) => [`d${n}`, source]));
        const causes = trouverCauses([...parId].map(([id, source]) => enCause(id, source)));
        const bloques = new Set<string>();
        for (const { champ, dossiers, debloques, gravite } of causes) {
          if (gravite !== "bloquante") {
            expect(debloques).toEqual([]);
            continue;
          }
          for (const id of dossiers) bloques.add(id);
          const vraiment = dossiers.filter((id) => {
            const source = parId.get(id) ?? {};
            return !preparer({ ...source, [champ]: valable(champ, source) }).bloque;
          });
          expect(debloques).toEqual(vraiment);
        }
        const invalides = [...parId].filter(([, source]) => preparer(source).bloque).map(([id]) => id);
        expect([...bloques].sort()).toEqual(invalides.sort());
      }),
      { numRuns: 400 },
    );
  });
});
