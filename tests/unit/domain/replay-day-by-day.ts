import { type Day, dayToNumber, numberToDay } from "@/lib/domain/day";
import type { Contrat, Session } from "@/lib/domain/statut";
import type { StatutTba } from "@/lib/domain/statut.types";

/**
 * The rules of api-v3.md («The status that the TBA will show», 1 to 6) followed to the letter, one day after the other:
 * slow and plain, what the forecast is checked against. Answers the status of each day.
 */
export function replayDayByDay(
  session: Session,
  contrats: readonly Contrat[],
  exclusion: Day | null,
): Map<Day, StatutTba> {
  const fin = dayToNumber(session.fin);
  const byDebut = new Map(contrats.map((c) => [c.debut, c]));
  const retained = [...byDebut.values()].map((c) => ({
    debut: dayToNumber(c.debut),
    fin: c.rupture ? dayToNumber(c.rupture) - 1 : c.fin ? dayToNumber(c.fin) : fin,
    broken: c.rupture !== null,
  }));
  const first = Math.min(dayToNumber(session.debut), ...retained.map((c) => c.debut));
  const days: StatutTba[] = [];
  for (let day = first; day <= fin; day++) {
    const excluded = exclusion !== null && day >= dayToNumber(exclusion);
    const inContrat = retained.some((c) => c.debut <= day && day <= c.fin);
    days.push(excluded ? "ABANDON" : inContrat ? "APPRENTI" : "INSCRIT");
  }

  let count = 0;
  let alreadyUnderContrat = false;
  for (const [i, statut] of days.entries()) {
    if (statut === "APPRENTI") {
      alreadyUnderContrat = true;
      count = 0;
      continue;
    }
    count += 1;
    if (statut !== "INSCRIT") continue;
    if (alreadyUnderContrat) days[i] = count > 180 ? "ABANDON" : "RUPTURANT";
    else days[i] = count > 90 ? "ABANDON" : "INSCRIT";
  }

  const last = days.at(-1);
  let terminal: (typeof retained)[number] | null = null;
  for (const c of retained) {
    if (terminal === null || c.fin > terminal.fin || (c.fin === terminal.fin && c.broken)) terminal = c;
  }
  const natural = exclusion === null && terminal !== null && !terminal.broken;
  if (natural && terminal && fin - terminal.fin <= 60) {
    for (let day = Math.max(terminal.fin + 1, first); day <= fin; day++) {
      if (["INSCRIT", "RUPTURANT"].includes(days[day - first] ?? "")) days[day - first] = "FIN_DE_FORMATION";
    }
  }
  if (days.length > 0 && (natural || last === "APPRENTI" || last === "INSCRIT")) {
    days[days.length - 1] = "FIN_DE_FORMATION";
  }
  return new Map(days.map((statut, i) => [numberToDay(first + i), statut]));
}
