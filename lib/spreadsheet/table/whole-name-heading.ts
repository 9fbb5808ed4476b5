import { headingWords } from "@/lib/spreadsheet/headings/heading-words";
import type { NameOrder } from "./split-name";

const MAY = new Set(["apprenant", "identite", "usage", "usuel", "famille", "naissance"]);

/** A heading of whole names. `says`: it says so. `ofApprentice`: it names the apprentice. */
export type WholeNameHeading = { order: NameOrder; says: boolean; ofApprentice: boolean };

/** «NOM Prénom», «Prénom et nom de l'apprenti» say that they hold both; «Apprenti», «Nom» may. Null for the others. */
export function wholeNameHeading(heading: string): WholeNameHeading | null {
  const { words } = headingWords(heading);
  const others = [...words].filter((word) => word !== "nom" && word !== "prenom" && word !== "prenoms");
  if (!others.every((word) => MAY.has(word))) return null;
  const ofApprentice = words.has("apprenant");
  const [surname, given] = [words.has("nom"), words.has("prenom") || words.has("prenoms")];
  if (surname && given) {
    const [first] = [...words].filter((word) => !MAY.has(word));
    return { order: first === "nom" ? "surname-first" : "given-first", says: true, ofApprentice };
  }
  const isPerson = words.size === 1 && (ofApprentice || words.has("identite"));
  return surname || isPerson ? { order: "surname-first", says: false, ofApprentice } : null;
}
