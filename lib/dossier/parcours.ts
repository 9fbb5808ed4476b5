import { nombreEnJour } from "./jour";
import type { Etape, StatutTba } from "./statut";

/** A training and its contracts, in days since 1970-01-01. */
export type SessionEnJours = { debut: number; fin: number };
export type ContratEnJours = { debut: number; fin: number | null; rupture: number | null };

const JOURS_INSCRIT_SANS_CONTRAT = 90;
const JOURS_RUPTURANT = 180;
const TOLERANCE_FIN_DE_FORMATION = 60;

/** A contract that counts: `dernierJour` is the day before the rupture, the end, or the end of the training. */
type Retenu = { debut: number; dernierJour: number; rompu: boolean };
/** Days with one status, from `debut` to the next segment. */
type Segment = { debut: number; statut: StatutTba };

/** Of two contracts that start the same day, the later in the list takes the earlier's place. */
function contratsRetenus(contrats: readonly ContratEnJours[], finSession: number): Retenu[] {
  const retenus: Retenu[] = [];
  for (const { debut, fin, rupture } of contrats) {
    const retenu = {
      debut,
      dernierJour: rupture !== null ? rupture - 1 : (fin ?? finSession),
      rompu: rupture !== null,
    };
    const place = retenus.findIndex((c) => c.debut === debut);
    if (place === -1) retenus.push(retenu);
    else retenus[place] = retenu;
  }
  return retenus;
}

/** The contract that ends last; at equal ends, one that was broken. */
function contratTerminal(retenus: readonly Retenu[]): Retenu | null {
  let terminal: Retenu | null = null;
  for (const contrat of retenus) {
    const apres = terminal === null || contrat.dernierJour > terminal.dernierJour;
    if (apres || (contrat.dernierJour === terminal?.dernierJour && contrat.rompu)) terminal = contrat;
  }
  return terminal;
}

/** The days between which nothing starts or ends: first days of segments, sorted, and the day after the last. */
function coupures(premier: number, fin: number, retenus: readonly Retenu[], exclusion: number | null): number[] {
  const jours = [premier, fin, fin + 1];
  const couper = (jour: number) => {
    if (jour > premier && jour < fin && !jours.includes(jour)) jours.push(jour);
  };
  for (const { debut, dernierJour } of retenus) {
    couper(debut);
    couper(dernierJour + 1);
  }
  if (exclusion !== null) couper(exclusion);
  return jours.sort((a, b) => a - b);
}

/** Rules 1 to 3 on a segment, then rule 4: days without a contract wear out. `compte` goes on from segment to segment. */
function userLesJours(cuts: readonly number[], retenus: readonly Retenu[], exclusion: number | null): Segment[] {
  const segments: Segment[] = [];
  let sansContrat = 0;
  let dejaEnContrat = false;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const debut = cuts[i] ?? 0;
    const duree = (cuts[i + 1] ?? 0) - debut;
    if (duree === 0) continue;
    if (exclusion !== null && debut >= exclusion) {
      segments.push({ debut, statut: "ABANDON" });
      sansContrat += duree;
    } else if (retenus.some((c) => c.debut <= debut && debut <= c.dernierJour)) {
      segments.push({ debut, statut: "APPRENTI" });
      dejaEnContrat = true;
      sansContrat = 0;
    } else {
      const limite = dejaEnContrat ? JOURS_RUPTURANT : JOURS_INSCRIT_SANS_CONTRAT;
      const tenus = Math.min(Math.max(limite - sansContrat, 0), duree);
      if (tenus > 0) segments.push({ debut, statut: dejaEnContrat ? "RUPTURANT" : "INSCRIT" });
      if (tenus < duree) segments.push({ debut: debut + tenus, statut: "ABANDON" });
      sansContrat += duree;
    }
  }
  return segments;
}

function enEtapes(segments: readonly Segment[]): Etape[] {
  const etapes: Etape[] = [];
  let precedent: StatutTba | null = null;
  for (const { debut, statut } of segments) {
    if (statut !== precedent) etapes.push([nombreEnJour(debut), statut]);
    precedent = statut;
  }
  return etapes;
}

/** `calculerParcours` (statut.ts) on days that are numbers: it goes from one start or end to the next, not day by day. */
export function parcoursEnJours(
  { debut, fin }: SessionEnJours,
  contrats: readonly ContratEnJours[],
  exclusion: number | null,
): Etape[] {
  const retenus = contratsRetenus(contrats, fin);
  let premier = debut;
  for (const contrat of retenus) premier = Math.min(premier, contrat.debut);
  if (premier > fin) return [];

  const segments = userLesJours(coupures(premier, fin, retenus, exclusion), retenus, exclusion);
  const dernier = segments.at(-1);
  const terminal = contratTerminal(retenus);
  const finNaturelle = exclusion === null && terminal !== null && !terminal.rompu;
  const finit = finNaturelle || dernier?.statut === "APPRENTI" || dernier?.statut === "INSCRIT";
  if (finNaturelle && fin - terminal.dernierJour <= TOLERANCE_FIN_DE_FORMATION) {
    for (const segment of segments) {
      const attend = segment.statut === "INSCRIT" || segment.statut === "RUPTURANT";
      if (segment.debut > terminal.dernierJour && attend) segment.statut = "FIN_DE_FORMATION";
    }
  }
  if (dernier !== undefined && finit) dernier.statut = "FIN_DE_FORMATION";
  return enEtapes(segments);
}
