import { describe, expect, it } from "vitest";
import { parseForm, summarizeInputs } from "@/lib/services/deblocage/parse-inputs";

function form(champs: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(champs)) data.set(name, value);
  return data;
}

describe("Le formulaire d'une cause", () => {
  it("prend une valeur proposée, à sa place, et ne l'applique pas encore", () => {
    const taken = form({ "valeur-a": "x", "valeur-b": "y", prendre: "a=1=2", intention: "appliquer", vu: "[]" });
    expect(parseForm(taken)).toEqual({
      inputs: { a: "1=2", b: "y" },
      wantsToApply: false,
      seen: "[]",
      takeAll: false,
    });
    expect(parseForm(form({ prendre: "tout" }))).toMatchObject({ takeAll: true, wantsToApply: false });
    expect(parseForm(form({ intention: "appliquer" })).wantsToApply).toBe(true);
  });

  it("ignore ce qu'il ne connaît pas", () => {
    const data = form({ uai: "x", prendre: "=1" });
    data.set("valeur-f", new File(["x"], "x"));
    expect(parseForm(data)).toEqual({ inputs: {}, wantsToApply: false, seen: "", takeAll: false });
  });

  it("se résume de même pour les mêmes valeurs, quelle que soit leur écriture, et autrement pour d'autres", () => {
    const summary = (inputs: Record<string, string>) => summarizeInputs("date_inscription_formation", inputs);
    expect(summary({ b: "27/08/2025", a: "2025-09-01", empty: " " })).toBe(
      summary({ a: "01/09/2025", b: "2025-08-27" }),
    );
    expect(summary({ a: "2025-09-01" })).not.toBe(summary({ a: "2025-09-02" }));
    expect(summary({ a: "2025-09-01" })).not.toBe(summary({ b: "2025-09-01" }));
    expect(summary({ a: "n'importe quoi" })).not.toBe(summary({}));
  });
});
