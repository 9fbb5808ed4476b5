import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DossierNavigation } from "@/components/dossiers/dossier-navigation";

describe("Les dossiers d'avant et d'après", () => {
  it("ne sont pas proposés, « 0 sur 0 », sur le dossier de qui n'est pas un apprenti", () => {
    const alone = { previous: null, next: null, rank: 0, total: 0 };
    expect(renderToStaticMarkup(createElement(DossierNavigation, alone))).toBe("");
  });
});
