import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { CauseDossiers } from "@/components/deblocage/cause-dossiers";
import { ColumnsForm } from "@/components/imports/columns/columns-form";
import { ImportResult } from "@/components/imports/import-result";
import { PreviewEffect } from "@/components/imports/preview/preview-effect";
import { WhatTbaKeeps } from "@/components/rgpd/what-tba-keeps";
import { ResumeButton } from "@/components/transmissions/resume-button";
import { IDLE } from "@/lib/domain/action-state.types";
import type { PreviewReading } from "@/lib/services/imports/preview/preview.types";
import { sharedMessage } from "@/lib/services/reseau/shared-message";

type CauseDetail = Parameters<typeof CauseDossiers>[0]["detail"];

const CAUSE: CauseDetail = {
  cause: {
    key: "cause",
    severity: "risque",
    title: "CFD manquant",
    actor: "secretariat",
    dossiers: 0,
    unblocked: 0,
  },
  champ: "formation_cfd",
  champs: ["formation_cfd"],
  grouping: "tous",
  groupings: ["tous"],
  groups: [],
  rows: [],
  valid: 0,
  total: 0,
  correctable: true,
  canCorrect: true,
  message: null,
};

const IMPORT: Parameters<typeof ImportResult>[0]["summary"] = {
  ...{ id: "", state: "applied", file: "a.csv", size: null, sha256: null, refusal: null, by: "" },
  ...{ at: "2026-11-27T01:00:00.000Z", rows: 0, created: 0, modified: 0, unchanged: 0, nonApprentis: 0 },
  ...{ correctionsKept: 0, correctionsSettled: 0, correctionsOverridden: 0, setAside: [], ignoredColumns: [] },
};

const RUN = {
  id: "",
  status: "interrupted" as const,
  trigger: "clock" as const,
  by: null,
  startedAt: "2026-11-27T01:00:00.000Z",
  endedAt: null,
  eligibles: 2,
  accepted: 0,
  refused: 0,
  notSent: 0,
  invalides: 0,
  waitingFor: null,
  resumedFrom: null,
  error: null,
};
const action = async () => IDLE;

describe("Les accords d'une phrase avec son nombre", () => {
  it("se font quand un effacement est annoncé", () => {
    const told = (transmissions: number) =>
      renderToStaticMarkup(
        createElement(WhatTbaKeeps, {
          person: {
            dossierId: "",
            confirmation: "",
            own: [],
            doubtful: [],
            corrections: 0,
            transmissions,
            auditLines: 0,
            onTba: { dossiers: 0, lastAt: null },
            tbaSite: "https://tba.example",
          },
        }),
      );
    expect(told(0)).toContain("0 transmission en a dit");
    expect(told(1)).toContain("1 transmission en a dit");
    expect(told(2)).toContain("2 transmissions en ont dit");
  });

  it("se font dans le message au Carif-Oref", () => {
    const body = (dossiers: number) =>
      sharedMessage(
        { title: "", severity: "risque", actor: "carif-oref", dossiers, etablissements: [] },
        { champs: [] },
      )?.body;
    expect(body(1)).toContain("1 dossier d'apprenti risque de manquer");
    expect(body(2)).toContain("2 dossiers d'apprentis risquent de manquer");
  });

  it("se font sous la liste d'une cause", () => {
    const told = (dossiers: number) =>
      renderToStaticMarkup(
        createElement(CauseDossiers, {
          detail: { ...CAUSE, cause: { ...CAUSE.cause, dossiers } },
          dossierLink: () => "",
        }),
      );
    expect(told(1)).toContain("Et 1 autre dossier, corrigé de la même façon.");
    expect(told(2)).toContain("Et 2 autres dossiers, corrigés de la même façon.");
  });

  it("ne disent pas corrigés de la même façon des dossiers qu'on remplit un par un", () => {
    const detail: CauseDetail = { ...CAUSE, grouping: "dossier", cause: { ...CAUSE.cause, dossiers: 2 } };
    const told = renderToStaticMarkup(createElement(CauseDossiers, { detail, dossierLink: () => "" }));
    expect(told).toContain("2 autres dossiers");
    expect(told).not.toContain("de la même façon");
  });

  it("se font des colonnes qu'un import a laissées", () => {
    const told = (...ignoredColumns: string[]) =>
      renderToStaticMarkup(
        createElement(ImportResult, { uai: "", ended: [], download: "", summary: { ...IMPORT, ignoredColumns } }),
      );
    expect(told("Obs.")).toContain("Colonne ignorée");
    expect(told("Obs.")).toContain("son contenu n&#x27;est pas repris");
    expect(told("Obs.", "Ville")).toContain("leur contenu n&#x27;est pas repris");
  });

  it("se font de ceux d'un import qui ne sont pas des apprentis", () => {
    const told = (nonApprentis: number) =>
      renderToStaticMarkup(createElement(PreviewEffect, { summary: { ...IMPORT, nonApprentis }, effect: null }));
    expect(told(1)).toContain("ligne n&#x27;est pas celle d&#x27;un apprenti : conservée, jamais transmise au TBA.");
    expect(told(2)).toContain("lignes ne sont pas celles d&#x27;apprentis : conservées, jamais transmises au TBA.");
  });

  it("se font devant ce qu'une transmission a laissé", () => {
    const shown = (notSent: number) => {
      const summary = { ...RUN, notSent };
      const queue = { kind: "nothing" } as const;
      return renderToStaticMarkup(createElement(ResumeButton, { action, summary, queue, refusedKey: null }));
    };
    expect(shown(1)).toContain("Il partira la nuit prochaine");
    expect(shown(2)).toContain("Ils partiront la nuit prochaine");
  });

  it("se font quand des informations obligatoires n'ont pas de colonne", () => {
    const shown = (missing: PreviewReading["questions"]["missing"], choices: PreviewReading["choices"] = {}) => {
      const questions = { unknown: [], ambiguous: [], missing };
      const reading = { sheets: [], columns: [], notices: [], questions, choices, matching: null };
      return renderToStaticMarkup(
        createElement(ColumnsForm, { reading, proposed: {}, fileName: "a.csv", choose: action }),
      );
    };
    const one = shown(["nom_apprenant"]);
    expect(one).toContain("Choisissez sa colonne");
    expect(one).toContain("elle manque.");
    const two = shown(["nom_apprenant", "prenom_apprenant"]);
    expect(two).toContain("Choisissez leur colonne");
    expect(two).toContain("elles manquent.");
    expect(two).not.toContain("pour toutes les lignes");
    const given = { annee_scolaire: "2026-2027", etablissement_formateur_uai: null };
    const said = shown(["annee_scolaire", "etablissement_formateur_uai"], { given });
    expect(said).toContain("1 information obligatoire n&#x27;a pas de colonne");
    expect(said).toContain("ou dites plus bas ce qui vaut pour toutes les lignes");
    expect(shown(["annee_scolaire"], { given })).not.toContain("pas de colonne");
  });
});
