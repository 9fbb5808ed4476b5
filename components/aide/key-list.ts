/** What each key does, where nothing is being typed. */
export const KEY_LIST: readonly (readonly [key: string, effect: string])[] = [
  ["/", "Aller au premier champ de recherche de la page"],
  ["?", "Montrer cette liste"],
  ["Échap", "Vider la recherche, fermer l'info-bulle ou la liste"],
  ["→ ou j", "Dossier suivant"],
  ["← ou k", "Dossier précédent"],
  ["↑ ↓", "Faire défiler une info-bulle longue"],
  ["Tab, puis Entrée", "Aller d'un champ ou d'un bouton à l'autre, puis l'actionner"],
];
