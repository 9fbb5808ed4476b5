import { describe, expect, it } from "vitest";
import { SOUND_DOSSIER } from "@/lib/domain/anomalies/examples";
import type { Doubt } from "@/lib/domain/doubts";
import { doubtKey, openDoubts } from "@/lib/domain/open-doubts";
import { prepare } from "@/lib/domain/prepare";

const damaged: Doubt = { code: "text-damaged", champ: "nom_apprenant", sentence: "Ce nom semble abîmé : LefÃ¨vre." };
const source = { ...SOUND_DOSSIER, nom_apprenant: "LefÃ¨vre" };
const none = { source, doubts: [damaged], confirmed: [], corrections: {} };

describe("Une valeur douteuse", () => {
  it("arrête le dossier tant que personne n'a répondu", () => {
    expect(openDoubts(none)).toEqual([damaged]);
    const context = { unknownCouples: new Set<string>(), otherIdentifier: null, openDoubts: openDoubts(none) };
    const { blocked, anomalies } = prepare(source, {}, context);
    expect(blocked).toBe(true);
    expect(anomalies.find(({ code }) => code === "DOUTE")).toMatchObject({ champs: ["nom_apprenant"] });
  });

  it("est levée par « c'est juste », pour cette valeur et elle seule", () => {
    const confirmed = [doubtKey(damaged, source)];
    expect(openDoubts({ ...none, confirmed })).toEqual([]);
    expect(openDoubts({ ...none, confirmed, source: { ...source, nom_apprenant: "LefÃ©vre" } })).toEqual([damaged]);
  });

  it("est levée par une correction de ce champ", () => {
    const correction = { value: "Lefèvre", source: "LefÃ¨vre" };
    expect(openDoubts({ ...none, corrections: { nom_apprenant: correction } })).toEqual([]);
    expect(openDoubts({ ...none, corrections: { prenom_apprenant: correction } })).toEqual([damaged]);
  });
});
