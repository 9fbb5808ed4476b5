import { describe, expect, it } from "vitest";
import type { Anomalie } from "@/lib/domain/anomalie";
import { REPORT_FIELDS } from "@/lib/domain/own-report";
import { reportCells, type ToldDossier } from "@/lib/domain/report-cells";
import { signReport } from "@/lib/domain/report-signature";

const DAY = "2026-11-26";
const anomalie = (change: Partial<Anomalie>): Anomalie => ({
  code: "ESSAI",
  severity: "bloquante",
  champs: [],
  sentence: "Une phrase.",
  actor: "secretariat",
  ...change,
});

type Named = {
  statut: ToldDossier[3];
  parcours: ToldDossier[4];
  etat: ToldDossier[8];
  anomalies: ToldDossier[9];
  tbaMessages: ToldDossier[10];
  source: ToldDossier[11];
  corrections: ToldDossier[12];
};

const told = (change: Partial<Named> = {}): ToldDossier => {
  const { statut = null, parcours = null, etat = "transmis", anomalies = [], tbaMessages = [] } = change;
  const { source = {}, corrections = {} } = change;
  const [debut, fin] = ["2026-09-01", "2028-08-31"];
  return [
    7,
    "CAP Cuisine",
    "MARTIN Léa",
    statut,
    parcours,
    "AU PAIN DORÉ",
    debut,
    fin,
    etat,
    anomalies,
    tbaMessages,
    source,
    corrections,
  ];
};
/** The cells before those of the fields that a correction made in a spreadsheet comes back by. */
const shown = (one: ToldDossier) => reportCells(one, DAY).slice(0, 18);

describe("Une ligne du rapport complet", () => {
  it("dit l'état, chaque anomalie dans sa colonne, et qui peut agir, une fois", () => {
    const anomalies = [
      anomalie({ sentence: "Le SIRET manque." }),
      anomalie({ sentence: "Le CFD manque.", actor: "editeur" }),
      anomalie({ sentence: "Avalée.", severity: "avalee" }),
      anomalie({ sentence: "Risquée.", severity: "risque" }),
    ];
    const cells = shown(told({ etat: "invalide", anomalies, tbaMessages: ["Un vieux refus."] }));
    expect(cells.slice(7, 15)).toEqual([
      "Invalide pour TBA",
      "Le SIRET manque.\nLe CFD manque.",
      "Avalée.",
      "Risquée.",
      expect.stringMatching(/^[^,]+, [^,]+$/),
      "",
      "",
      null,
    ]);
  });

  it("garde la réserve d'un dossier transmis qui ne s'affichera pas", () => {
    const unknown = [anomalie({ code: "COUPLE_INCONNU", severity: "risque" })];
    expect(shown(told({ anomalies: unknown }))[7]).toMatch(/\(couple inconnu du TBA\s: ne s'affichera pas\)$/);
    expect(shown(told({ anomalies: unknown, etat: "a-transmettre" }))[7]).not.toContain("(");
  });

  it("donne le message du TBA d'un dossier refusé, et de lui seul", () => {
    const tbaMessages = ["Le code postal est faux.", "L'INE aussi."];
    expect(shown(told({ etat: "refuse", tbaMessages }))[12]).toBe("Le code postal est faux.\nL'INE aussi.");
    expect(shown(told({ etat: "transmis", tbaMessages }))[12]).toBe("");
  });

  it("annonce le prochain statut et son jour, rien après le dernier", () => {
    const parcours: ToldDossier[4] = [
      ["2026-09-01", "APPRENTI"],
      ["2028-07-01", "FIN_DE_FORMATION"],
    ];
    const [statut, next, day] = [3, 13, 14].map((n) => shown(told({ statut: "APPRENTI", parcours }))[n]);
    expect([statut, day]).toEqual([expect.stringMatching(/./), "2028-07-01"]);
    expect(next).toMatch(/./);
    expect(reportCells(told({ statut: "APPRENTI", parcours }), "2028-07-02").slice(13, 15)).toEqual(["", null]);
  });

  it("porte les valeurs corrigées et, à la fin, son jour et ce qu'elle montre : le classeur revient par là", () => {
    const source = {
      id_erp_apprenant: 12,
      siret_employeur: "1",
      nom_apprenant: "MARTIN",
      etablissement_formateur_siret: null,
    };
    const corrections: ToldDossier[12] = { siret_employeur: { value: "78040516600012", source: "1" } };
    const cells = reportCells(told({ source, corrections }), DAY);
    expect(cells.slice(15, 18)).toEqual(["12", "", "78040516600012"]);
    expect(cells[18 + REPORT_FIELDS.indexOf("nom_apprenant")]).toBe("MARTIN");
    expect(cells).toHaveLength(18 + REPORT_FIELDS.length + 1);
    expect(cells.at(-1)).toBe(signReport(DAY, { ...source, siret_employeur: "78040516600012" }));
  });
});
