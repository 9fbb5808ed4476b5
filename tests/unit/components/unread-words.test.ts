import { describe, expect, it } from "vitest";
import { answersOf, hasUnreadWords, readAs } from "@/components/imports/columns/unread-words";

describe("Les mots d'une colonne, à l'étape « Colonnes »", () => {
  it("d'un statut se disent : un apprenti, ou non ; ceux que l'on connaît sont dits reconnus", () => {
    expect(answersOf({ field: "statut" })?.map(({ value }) => value)).toEqual(["APP", "ELV"]);
    expect(["Apprenti", "Scolaire", "Candidat"].map((word) => readAs({ field: "statut" }, word))).toEqual([
      "Un apprenti",
      "Pas un apprenti",
      null,
    ]);
    const statut = (meaning: string) => ({ field: "statut" as const, values: [{ value: meaning, cells: 1, meaning }] });
    expect([hasUnreadWords(statut("Apprenti")), hasUnreadWords(statut("Candidat"))]).toEqual([false, true]);
  });

  it("d'une liste fermée ne sont pas reconnus quand ils n'en sont pas une réponse", () => {
    expect(readAs({ field: "sexe_apprenant" }, "F")).toBe("Féminin");
    expect(readAs({ field: "sexe_apprenant" }, "0")).toBeNull();
    expect(answersOf({ field: "nom_apprenant" })).toBeNull();
  });
});
