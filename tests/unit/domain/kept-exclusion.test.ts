import { describe, expect, it } from "vitest";
import { exclusionInPayload, nextSaturday, statutShownOn, takenBack } from "@/lib/domain/kept-exclusion";
import { prepare } from "@/lib/domain/prepare";
import { BASE } from "@/tests/fixtures/vectors";

describe("Une exclusion que le TBA garde", () => {
  it("se lit dans le dossier tel qu'il part", () => {
    const sent = (change: object) => exclusionInPayload(prepare({ ...BASE, ...change }).json);
    expect(sent({})).toBeNull();
    expect(sent({ date_exclusion_formation: "2024-02-01T00:00:00+02:00" })).toBe("2024-01-31");
    expect(sent({ statut_apprenant: "0", date_metier_mise_a_jour_statut: "2024-02-01" })).toBe("2024-02-01");
    expect(sent({ statut_apprenant: 3, date_metier_mise_a_jour_statut: "2024-02-01" })).toBeNull();
    expect(sent({ date_exclusion_formation: "0000-01-01" })).toBeNull();
  });

  it("n'est retirée que si le dossier n'en porte plus aucune", () => {
    expect(takenBack({ own: null, kept: "2024-02-01" })).toBe("2024-02-01");
    expect(takenBack({ own: "2024-03-01", kept: "2024-02-01" })).toBeNull();
    expect(takenBack({ own: null, kept: null })).toBeNull();
  });

  it("revient le samedi, et pour toujours quand le dossier n'est plus envoyé", () => {
    const { parcours } = prepare(BASE);
    const shown = (day: string, sent = true, kept = "2024-02-01") =>
      statutShownOn(parcours ?? [], { own: null, kept, sent }, day);
    expect(["2024-03-01", "2024-03-02", "2024-03-03"].map((day) => shown(day))).toEqual([
      "APPRENTI",
      "ABANDON",
      "APPRENTI",
    ]);
    expect(shown("2024-03-01", false)).toBe("ABANDON");
    expect(shown("2024-03-02", true, "2024-06-01")).toBe("APPRENTI");
    expect(shown("2024-01-31", false)).toBe("APPRENTI");
  });

  it("connaît le samedi qui vient, aujourd'hui compris", () => {
    expect(nextSaturday("2026-11-26")).toBe("2026-11-28");
    expect(nextSaturday("2026-11-28")).toBe("2026-11-28");
    expect(nextSaturday("1969-12-31")).toBe("1970-01-03");
  });
});
