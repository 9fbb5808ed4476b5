import { champOf } from "./champs";
import { type Day, dayToNumber, frenchDay, numberToDay } from "./day";
import type { JsonObject } from "./json";
import { type ParsedContrat, type Reading, read } from "./reading";
import type { StatutStep, StatutTba } from "./statut.types";

/** A change of status, and the rule that makes it (api-v3.md, «The status that the TBA will show»), in one sentence. */
export type ExplainedStep = { day: Day; statut: StatutTba; rule: string };

const french = (serial: number) => frenchDay(numberToDay(serial));

/** «le deuxième contrat», from the label of its start date. */
const nameOf = ({ keys }: ParsedContrat) => champOf(keys.debut).label.replace(/^Date de début du /, "le ");
const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Where a contract counts to, and why. */
function endOf({ fin, rupture }: ParsedContrat, finFormation: number): { lastDay: number; why: string } {
  if (rupture !== null) return { lastDay: rupture - 1, why: `la veille de sa rupture le ${french(rupture)}` };
  if (fin !== null) return { lastDay: fin, why: "sa date de fin" };
  return { lastDay: finFormation, why: "la fin de la formation, faute de date de fin" };
}

function apprenti(day: number, contrats: readonly ParsedContrat[], fin: number): string {
  const running = contrats.findLast((c) => c.debut <= day && day <= endOf(c, fin).lastDay);
  if (running === undefined) return "Un contrat court ce jour-là.";
  const { lastDay, why } = endOf(running, fin);
  return `${upperFirst(nameOf(running))} commence le ${french(running.debut)} et compte jusqu'au ${french(lastDay)} (${why}).`;
}

function rupturant(day: number, contrats: readonly ParsedContrat[], fin: number): string {
  const ended = contrats.findLast((c) => endOf(c, fin).lastDay === day - 1);
  const broken = ended !== undefined && ended.rupture !== null;
  const what = ended === undefined ? "Le contrat" : upperFirst(nameOf(ended));
  return `${what} est ${broken ? `rompu le ${french(day)}` : `fini le ${french(day - 1)}`} et aucun autre ne suit : « Rupture de contrat » dure 180 jours au plus.`;
}

function abandon(day: number, { exclusion, contrats }: Reading, payload: JsonObject, fin: number): string {
  if (exclusion !== null && exclusion <= day) {
    const said = payload.date_exclusion_formation === undefined ? "Le statut déclaré (0, abandon)" : "L'exclusion";
    return `${said} est du ${french(exclusion)} : dès ce jour, « Abandon » l'emporte même sur un contrat.`;
  }
  const lastDays = contrats.map((c) => ({ debut: c.debut, lastDay: endOf(c, fin).lastDay }));
  const before = lastDays.filter((c) => c.debut <= c.lastDay && c.lastDay < day);
  const last = Math.max(...before.map((c) => c.lastDay));
  return before.length > 0
    ? `C'est le 181e jour sans contrat depuis le ${french(last)} : au-delà de 180, le TBA compte un abandon.`
    : "C'est le 91e jour sans contrat : au-delà de 90, le TBA compte un abandon.";
}

function finDeFormation(day: number, { contrats }: Reading, fin: number): string {
  if (day >= fin) return "C'est le dernier jour de la formation.";
  const last = Math.max(...contrats.map((c) => endOf(c, fin).lastDay));
  return `Le dernier contrat s'est fini le ${french(last)} sans rupture, à 60 jours au plus de la fin de la formation (${french(fin)}).`;
}

/** Why each change of a parcours comes on its day. `payload`: the dossier as it is sent, that the parcours was computed from. */
export function explainStatuts(payload: JsonObject, parcours: readonly StatutStep[]): ExplainedStep[] {
  const all = read(payload);
  // Of two contracts that start the same day, the later in the list takes the earlier's place.
  const counted = all.contrats.filter((c, i) => !all.contrats.slice(i + 1).some(({ debut }) => debut === c.debut));
  const reading = { ...all, contrats: counted };
  const fin = reading.fin ?? 0;
  return parcours.map(([day, statut]) => {
    const serial = dayToNumber(day);
    const rules: Readonly<Record<StatutTba, () => string>> = {
      INSCRIT: () => "La formation commence sans contrat : « Inscrit » dure 90 jours au plus.",
      APPRENTI: () => apprenti(serial, reading.contrats, fin),
      RUPTURANT: () => rupturant(serial, reading.contrats, fin),
      ABANDON: () => abandon(serial, reading, payload, fin),
      FIN_DE_FORMATION: () => finDeFormation(serial, reading, fin),
    };
    return { day, statut, rule: rules[statut]() };
  });
}
