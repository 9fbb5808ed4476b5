import { type Jour, jourEnNombre, nombreEnJour } from "./jour";

export type StatutTba = "INSCRIT" | "APPRENTI" | "RUPTURANT" | "ABANDON" | "FIN_DE_FORMATION";

/** The seed's words where it has one («En contrat», «Inscrit»). */
export const LIBELLES_STATUTS: Readonly<Record<StatutTba, string>> = {
  APPRENTI: "En contrat",
  INSCRIT: "Inscrit",
  RUPTURANT: "Rupture de contrat",
  ABANDON: "Abandon",
  FIN_DE_FORMATION: "Fin de formation",
};

export type Contrat = { debut: Jour; fin: Jour | null; rupture: Jour | null };
export type Session = { debut: Jour; fin: Jour };
export type Etape = [jour: Jour, statut: StatutTba];

const JOURS_INSCRIT_SANS_CONTRAT = 90;
const JOURS_RUPTURANT = 180;
const TOLERANCE_FIN_DE_FORMATION = 60;

const STATUTS: readonly StatutTba[] = ["INSCRIT", "APPRENTI", "RUPTURANT", "ABANDON", "FIN_DE_FORMATION"];
const [INSCRIT, APPRENTI, RUPTURANT, ABANDON, FIN] = [0, 1, 2, 3, 4];

type ContratCompte = { debut: number; dernierJour: number; rompu: boolean };

/** The contracts as the TBA keeps them: of two that start the same day, the later in the list takes the earlier's place. */
function contratsRetenus(contrats: readonly Contrat[], finSession: number): ContratCompte[] {
  const parDebut = new Map<number, ContratCompte>();
  for (const { debut, fin, rupture } of contrats) {
    const jour = jourEnNombre(debut);
    const dernierJour = rupture !== null ? jourEnNombre(rupture) - 1 : fin !== null ? jourEnNombre(fin) : finSession;
    parDebut.set(jour, { debut: jour, dernierJour, rompu: rupture !== null });
  }
  return [...parDebut.values()];
}

function contratTerminal(contrats: readonly ContratCompte[]): ContratCompte | null {
  let terminal: ContratCompte | null = null;
  for (const contrat of contrats) {
    if (
      terminal === null ||
      contrat.dernierJour > terminal.dernierJour ||
      (contrat.dernierJour === terminal.dernierJour && contrat.rompu)
    ) {
      terminal = contrat;
    }
  }
  return terminal;
}

/** Days without a contract wear out: INSCRIT becomes RUPTURANT or ABANDON (rule 4). */
function compterLesJoursSansContrat(jours: Uint8Array): void {
  let sansContrat = 0;
  let dejaEnContrat = false;
  for (let i = 0; i < jours.length; i++) {
    if (jours[i] === APPRENTI) {
      dejaEnContrat = true;
      sansContrat = 0;
      continue;
    }
    sansContrat += 1;
    if (jours[i] !== INSCRIT) continue;
    if (dejaEnContrat) jours[i] = sansContrat > JOURS_RUPTURANT ? ABANDON : RUPTURANT;
    else if (sansContrat > JOURS_INSCRIT_SANS_CONTRAT) jours[i] = ABANDON;
  }
}

function changements(jours: Uint8Array, premier: number): Etape[] {
  const etapes: Etape[] = [];
  let precedent = -1;
  for (let i = 0; i < jours.length; i++) {
    const code = jours[i] ?? INSCRIT;
    if (code === precedent) continue;
    etapes.push([nombreEnJour(premier + i), STATUTS[code] ?? "INSCRIT"]);
    precedent = code;
  }
  return etapes;
}

/**
 * The changes of status that the TBA will show, from the first day to the end of the training, sorted, without repeats.
 * Empty when the training ends before it starts. Source: api-v3.md, «The status that the TBA will show», rules 1 to 6;
 * proven on statut-vectors.jsonl.
 */
export function calculerParcours(session: Session, contrats: readonly Contrat[], exclusion: Jour | null): Etape[] {
  const fin = jourEnNombre(session.fin);
  const retenus = contratsRetenus(contrats, fin);
  const premier = Math.min(jourEnNombre(session.debut), ...retenus.map((c) => c.debut));
  if (premier > fin) return [];

  const jours = new Uint8Array(fin - premier + 1);
  const peindre = (debut: number, dernier: number, code: number) => {
    if (debut <= dernier) jours.fill(code, Math.max(debut - premier, 0), Math.max(dernier - premier + 1, 0));
  };
  for (const contrat of retenus) peindre(contrat.debut, contrat.dernierJour, APPRENTI);
  if (exclusion !== null) peindre(jourEnNombre(exclusion), fin, ABANDON);
  compterLesJoursSansContrat(jours);

  const statutDuDernierJour = jours[jours.length - 1];
  const terminal = contratTerminal(retenus);
  const finNaturelle = exclusion === null && terminal !== null && !terminal.rompu;
  if (finNaturelle && fin - terminal.dernierJour <= TOLERANCE_FIN_DE_FORMATION) {
    for (let i = Math.max(terminal.dernierJour + 1 - premier, 0); i < jours.length; i++) {
      if (jours[i] === INSCRIT || jours[i] === RUPTURANT) jours[i] = FIN;
    }
  }
  if (finNaturelle || statutDuDernierJour === APPRENTI || statutDuDernierJour === INSCRIT)
    jours[jours.length - 1] = FIN;
  return changements(jours, premier);
}

/** The status on a day: the last change not after it, INSCRIT before the first. */
export function statutAuJour(parcours: readonly Etape[], jour: Jour): StatutTba {
  let statut: StatutTba = "INSCRIT";
  for (const [date, suivant] of parcours) {
    if (date > jour) break;
    statut = suivant;
  }
  return statut;
}

/** The next change after a day, null when the status is final. */
export function prochainChangement(parcours: readonly Etape[], jour: Jour): Etape | null {
  return parcours.find(([date]) => date > jour) ?? null;
}
