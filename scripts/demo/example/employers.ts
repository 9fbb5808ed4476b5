/** Last digit that makes a number right by Luhn's formula, as SIREN and SIRET have it. */
function luhnDigit(debut: string): string {
  const sum = [...debut].reverse().reduce((total, char, rank) => {
    const digit = Number(char) * (rank % 2 === 0 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** An invented SIRET with right check digits. */
function inventedSiret(rank: number): string {
  const siren = `5990${String(1203 + rank * 37).padStart(4, "0")}`;
  const debut = `${siren}${luhnDigit(siren)}0001`;
  return debut + luhnDigit(debut);
}

const NAMES = [
  "Jardinerie du Confluent",
  "Les Celliers de l'Oust",
  "SARL Pépinières Tanguy-Morel",
  "Coop des Trois Rivières",
  "Animalerie du Vieux Pont",
  "Maison Hérault et Fils",
  "Cave de la Croix-Blanche",
  "Serres de Kerlann",
  "Biscuiterie Lanvaux",
  "Ferme du Gué",
  "Quincaillerie de l'Écluse",
  "Établissements Rocher-Vaugeois",
  "Brasserie des Landes Rouges",
  "Fleurs d'Émeraude",
  "Matériaux du Couesnon",
  "Épicerie fine La Barrique",
  "Les Vergers de Saint-Aubin",
  "SAS Qualité Ouest Conseil",
  "Menuiserie Le Drogo",
  "Conserverie de la Ria",
  "Négoce agricole du Semnon",
  "Point Vert de Brocéval",
  "Laiterie Pré-Fleuri",
  "Atelier Granit et Bois",
] as const;

export type Employer = { name: string; siret: string };

/** The invented employer of a rank; there are fewer of them than apprentices, so that some have several. */
export function employeur(rank: number): Employer {
  const slot = rank % NAMES.length;
  return { name: NAMES[slot] ?? NAMES[0], siret: inventedSiret(slot) };
}
