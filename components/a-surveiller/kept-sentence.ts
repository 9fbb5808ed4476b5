import { type Day, frenchDay } from "@/lib/domain/day";

/** What undoing an exclusion does not undo. */
export function keptSentence(exclusion: Day): string {
  return `L'exclusion du ${frenchDay(exclusion)} a déjà été transmise, et le TBA n'efface jamais une date reçue : son statut redeviendra « Abandon » chaque samedi à 5 h, jusqu'à la transmission suivante.`;
}
