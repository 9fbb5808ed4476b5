import { type Jour, jourEnNombre } from "./jour";
import { type ContratEnJours, parcoursEnJours } from "./parcours";

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
/** A change of status, and the day from which it holds. */
export type Etape = [jour: Jour, statut: StatutTba];

/**
 * The changes of status that the TBA will show, from the first day to the end of the training, sorted, without repeats.
 * Empty when the training ends before it starts. Source: api-v3.md, «The status that the TBA will show», rules 1 to 6;
 * proven on statut-vectors.jsonl.
 */
export function calculerParcours(session: Session, contrats: readonly Contrat[], exclusion: Jour | null): Etape[] {
  const nombre = (jour: Jour | null) => (jour === null ? null : jourEnNombre(jour));
  const enJours = contrats.map(
    (c): ContratEnJours => ({ debut: jourEnNombre(c.debut), fin: nombre(c.fin), rupture: nombre(c.rupture) }),
  );
  const { debut, fin } = session;
  return parcoursEnJours({ debut: jourEnNombre(debut), fin: jourEnNombre(fin) }, enJours, nombre(exclusion));
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
