/** Last digit that makes a number right by Luhn's formula, as SIREN and SIRET have it. */
function cleLuhn(debut: string): string {
  const somme = [...debut].reverse().reduce((total, caractere, rang) => {
    const chiffre = Number(caractere) * (rang % 2 === 0 ? 2 : 1);
    return total + (chiffre > 9 ? chiffre - 9 : chiffre);
  }, 0);
  return String((10 - (somme % 10)) % 10);
}

/** An invented SIRET with right check digits. */
function siretInvente(rang: number): string {
  const siren = `5990${String(1203 + rang * 37).padStart(4, "0")}`;
  const debut = `${siren}${cleLuhn(siren)}0001`;
  return debut + cleLuhn(debut);
}

const NOMS = [
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

export type Employeur = { nom: string; siret: string };

/** The invented employer of a rank; there are fewer of them than apprentices, so that some have several. */
export function employeur(rang: number): Employeur {
  const place = rang % NOMS.length;
  return { nom: NOMS[place] ?? NOMS[0], siret: siretInvente(place) };
}
