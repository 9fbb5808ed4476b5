/** What each key does, where nothing is being typed: the list that `?` shows, and the chapter of the help. */
export const KEYS: readonly { keys: readonly string[]; act: string }[] = [
  { keys: ["/"], act: "Aller à la recherche de la liste" },
  { keys: ["Échap"], act: "Vider la recherche, fermer une info-bulle" },
  { keys: ["←", "→"], act: "Dossier précédent, dossier suivant" },
  { keys: ["k", "j"], act: "De même" },
  { keys: ["↑", "↓"], act: "Faire défiler une info-bulle longue" },
  { keys: ["Tab", "Maj + Tab"], act: "Champ, lien ou bouton suivant, précédent" },
  { keys: ["?"], act: "Montrer cette liste" },
];
