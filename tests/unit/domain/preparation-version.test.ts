import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EXAMPLES, SOUND_DOSSIER } from "@/lib/domain/anomalies/examples";
import { PREPARATION_VERSION } from "@/lib/domain/contrat-tba";
import { prepare } from "@/lib/domain/prepare";
import { applyDossierVector, applyVector, CONTRAT_VECTORS, DOSSIER_VECTORS } from "@/tests/fixtures/vectors";

/** By version, the hash of all that the pipeline makes of the TBA's vectors and of the examples of anomalies. A line is added, never changed. */
const HASHES: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL("../../fixtures/preparation-hashes.json", import.meta.url), "utf8"),
);

/** Words of software, which the TBA's vectors do not hold: apprentices, others, and those that are asked about. */
const STATUTS = [
  "Apprenti(e)",
  "Apprenti 1re année",
  "Contrat appr.",
  "Sous statut scolaire",
  "Étudiant(e)",
  "Stagiaire FPC",
  "Alternant",
];

function hashOfPreparations(): string {
  const hash = createHash("sha256");
  for (const vector of CONTRAT_VECTORS) hash.update(JSON.stringify(prepare(applyVector(vector))));
  for (const vector of DOSSIER_VECTORS) hash.update(JSON.stringify(prepare(applyDossierVector(vector))));
  for (const { change, context } of Object.values(EXAMPLES)) {
    hash.update(JSON.stringify(prepare({ ...SOUND_DOSSIER, ...change }, {}, context)));
  }
  for (const statut of STATUTS) hash.update(JSON.stringify(prepare({ ...SOUND_DOSSIER, statut })));
  return hash.digest("hex");
}

describe("La version des règles", () => {
  it("change dès que la préparation d'un dossier change, pour que les anciens soient préparés de nouveau", () => {
    const remedy = `une règle a changé : augmentez PREPARATION_VERSION, puis ajoutez sa ligne à tests/fixtures/preparation-hashes.json`;
    expect(hashOfPreparations(), remedy).toBe(HASHES[String(PREPARATION_VERSION)]);
  });

  it("n'a pas deux fois le même résultat, ni de version plus récente que la nôtre", () => {
    const versions = Object.keys(HASHES).map(Number);
    expect(new Set(Object.values(HASHES)).size).toBe(versions.length);
    expect(Math.max(...versions)).toBe(PREPARATION_VERSION);
  });
});
