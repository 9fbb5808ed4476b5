import { type Jour, jourEnNombre, nombreEnJour } from "@/lib/dossier/jour";
import type { Contrat, Session, StatutTba } from "@/lib/dossier/statut";

/**
 * The rules of api-v3.md («The status that the TBA will show», 1 to 6) followed to the letter, one day after the other:
 * slow and plain, what the forecast is checked against. Answers the status of each day.
 */
export function rejouerJourParJour(
  session: Session,
  contrats: readonly Contrat[],
  exclusion: Jour | null,
): Map<Jour, StatutTba> {
  const fin = jourEnNombre(session.fin);
  const parDebut = new Map(contrats.map((c) => [c.debut, c]));
  const retenus = [...parDebut.values()].map((c) => ({
    debut: jourEnNombre(c.debut),
    fin: c.rupture ? jourEnNombre(c.rupture) - 1 : c.fin ? jourEnNombre(c.fin) : fin,
    rompu: c.rupture !== null,
  }));
  const premier = Math.min(jourEnNombre(session.debut), ...retenus.map((c) => c.debut));
  const jours: StatutTba[] = [];
  for (let jour = premier; jour <= fin; jour++) {
    const exclu = exclusion !== null && jour >= jourEnNombre(exclusion);
    const enContrat = retenus.some((c) => c.debut <= jour && jour <= c.fin);
    jours.push(exclu ? "ABANDON" : enContrat ? "APPRENTI" : "INSCRIT");
  }

  let compte = 0;
  let dejaEnContrat = false;
  for (const [i, statut] of jours.entries()) {
    if (statut === "APPRENTI") {
      dejaEnContrat = true;
      compte = 0;
      continue;
    }
    compte += 1;
    if (statut !== "INSCRIT") continue;
    if (dejaEnContrat) jours[i] = compte > 180 ? "ABANDON" : "RUPTURANT";
    else jours[i] = compte > 90 ? "ABANDON" : "INSCRIT";
  }

  const dernier = jours.at(-1);
  let terminal: (typeof retenus)[number] | null = null;
  for (const c of retenus) {
    if (terminal === null || c.fin > terminal.fin || (c.fin === terminal.fin && c.rompu)) terminal = c;
  }
  const naturelle = exclusion === null && terminal !== null && !terminal.rompu;
  if (naturelle && terminal && fin - terminal.fin <= 60) {
    for (let jour = Math.max(terminal.fin + 1, premier); jour <= fin; jour++) {
      if (["INSCRIT", "RUPTURANT"].includes(jours[jour - premier] ?? "")) jours[jour - premier] = "FIN_DE_FORMATION";
    }
  }
  if (jours.length > 0 && (naturelle || dernier === "APPRENTI" || dernier === "INSCRIT")) {
    jours[jours.length - 1] = "FIN_DE_FORMATION";
  }
  return new Map(jours.map((statut, i) => [nombreEnJour(premier + i), statut]));
}
