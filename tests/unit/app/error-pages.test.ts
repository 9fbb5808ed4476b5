import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("« Réessayer » redemande la page au serveur, qui l'avait manquée : la redessiner montrerait la même erreur", () => {
  for (const page of ["app/error.tsx", "app/global-error.tsx"]) {
    const text = readFileSync(page, "utf8");
    expect(text, page).toContain("onClick={retry}");
    expect(text, page).not.toContain("onClick={reset}");
  }
});
