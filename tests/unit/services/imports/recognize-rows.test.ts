import { describe, expect, it } from "vitest";
import { describeDossierAside } from "@/lib/domain/set-aside-reason";
import { recognizeRows } from "@/lib/services/imports/recognize/recognize-rows";
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

describe("Un identifiant que deux personnes ont porté, l'une après l'autre", () => {
  it("se demande quand la première reparaît l'année de la seconde, dont elle prendrait le dossier", async () => {
    const martin = validSource(1, { id_erp_apprenant: "000451", annee_scolaire: "2025-2026" });
    const durand = validSource(1, {
      ...{ nom_apprenant: "Durand", prenom_apprenant: "Noé", date_de_naissance_apprenant: "2007-04-06" },
      ...{ id_erp_apprenant: "000451", ine_apprenant: null, annee_scolaire: "2026-2027" },
    });
    const known = [martin, durand].map((source, rank) => ({
      ...{ id: `d${rank}`, idErpApprenant: String(source.id_erp_apprenant) },
      ...{ anneeScolaire: String(source.annee_scolaire), source, corrected: source },
    }));
    const again = { ...martin, annee_scolaire: "2026-2027" };
    const withoutZeros = { ...again, id_erp_apprenant: "451" };
    const received = [martin, durand, again, withoutZeros].map((source, rank) => ({
      rank,
      sheet: "",
      row: rank + 1,
      source,
      answer: null,
    }));
    const { rows, doubtful, setAside } = await recognizeRows(known, received);
    expect(rows.map(({ rank, dossierId }) => [rank, dossierId])).toEqual([
      [0, "d0"],
      [1, "d1"],
    ]);
    expect(doubtful.map(({ row, dossierId }) => [row.rank, dossierId])).toEqual([
      [2, "d1"],
      [3, "d1"],
    ]);
    expect(setAside).toEqual([]);
  });
});
