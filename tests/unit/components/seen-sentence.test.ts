import { describe, expect, it } from "vitest";
import { seenSentence } from "@/components/rapprochement/seen-sentence";

describe("La phrase d'un rapprochement", () => {
  it.each([
    [0, 0, "Aucun apprenti n'est dans le logiciel\u00a0: importez d'abord vos dossiers."],
    [0, 1, "Votre seul apprenti n'est pas vu sur le TBA."],
    [1, 1, "Votre seul apprenti est bien sur le TBA."],
    [0, 57, "Aucun de vos 57 apprentis n'est vu sur le TBA."],
    [1, 57, "1 de vos 57 apprentis est bien sur le TBA."],
    [14, 57, "14 de vos 57 apprentis sont bien sur le TBA."],
    [57, 57, "Vos 57 apprentis sont tous bien sur le TBA."],
  ])("de %i vus sur %i s'accorde", (seen, known, sentence) => {
    expect(seenSentence({ seen, known })).toBe(sentence);
  });
});
