import { describe, expect, it } from "vitest";
import { describeDossierAside } from "@/lib/domain/set-aside-reason";
import { recognizeRows } from "@/lib/services/imports/recognize-rows";
import { validSource } from "@/tests/factories/dossiers";

describe("Deux dossiers d'un envoi sous un identifiant", () => {
  it("le second n'est pas dit le même apprenant quand il nomme une autre personne", async () => {
    const other = {
      nom_apprenant: "Petit",
      prenom_apprenant: "Noé",
      date_de_naissance_apprenant: "2007-04-06",
      ine_apprenant: null,
    };
    const sources = [validSource(1), validSource(1), validSource(1, other)];
    const received = sources.map((source, rank) => ({ rank, sheet: "", row: rank + 1, source, answer: null }));
    const { rows, setAside } = await recognizeRows([], received);
    expect(rows.map(({ rank }) => rank)).toEqual([0]);
    expect(setAside.map(({ reason }) => describeDossierAside(reason))).toEqual([
      "Même apprenant et même année que le dossier n° 1, qui est gardé.",
      "Même identifiant et même année que le dossier n° 1, qui est gardé, pour une autre personne : donnez à chacune le sien dans le logiciel.",
    ]);
  });
});
