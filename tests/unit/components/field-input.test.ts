import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { FieldInput } from "@/components/field-input/field-input";
import type { ChampKey } from "@/lib/domain/champs";

const shown = (champ: ChampKey, value: string) =>
  renderToStaticMarkup(createElement(FieldInput, { champ, name: champ, value }));

describe("Une liste de réponses", () => {
  it("dit ce que vaut de n'en donner aucune sur le statut : la personne serait transmise", () => {
    expect(shown("statut", "Stagiaire libre")).toContain("Non renseigné : pris pour un apprenti");
    expect(shown("rqth_apprenant", "")).toContain('<option value="" selected="">Non renseigné</option>');
  });
});
