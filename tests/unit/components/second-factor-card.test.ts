import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { SecondFactorCard } from "@/components/account/second-factor-card";
import { IDLE } from "@/lib/domain/action-state.types";

it("Qui a perdu son téléphone lit qu'un code de secours désactive aussi le second facteur", () => {
  const secondFactor = { since: "2026-11-27T08:00:00.000Z", codesLeft: 9 };
  const shown = renderToStaticMarkup(createElement(SecondFactorCard, { secondFactor, turnOff: async () => IDLE }));
  expect(shown).toContain("Code à 6 chiffres, ou code de secours");
});
