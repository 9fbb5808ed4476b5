import type { Anomalie } from "@/lib/domain/anomalie";
import { champOf } from "@/lib/domain/champs";
import { frenchDay, numberToDay } from "@/lib/domain/day";
import type { JsonObject } from "@/lib/domain/json";
import { CONTRAT_KEYS, type ContratKeys, type Reading } from "@/lib/domain/reading";
import { anomalie } from "./catalogue";
import { isPresent } from "./quote";

const CONTRAT_NAMES: Record<ContratKeys["rank"], string> = {
  1: "du contrat",
  2: "du deuxième contrat",
  3: "du troisième contrat",
  4: "du quatrième contrat",
};

/** What makes the TBA lose, after its 200, a dossier that it accepted (api-v3.md, second stage, 2 and 3), added to `found`. */
export function secondStageAnomalies(values: JsonObject, reading: Reading, found: Anomalie[]): void {
  for (const keys of CONTRAT_KEYS) {
    if (isPresent(values[keys.debut])) continue;
    // A date that is an empty text is refused anyway: mended, it will be a date without its start.
    const isDate = (key: string) => key === keys.fin || key === keys.rupture;
    const orphaned = [keys.fin, keys.rupture, keys.cause].filter(
      (key) => isPresent(values[key]) || (isDate(key) && values[key] === ""),
    );
    const [first] = orphaned;
    if (first === undefined) continue;
    const what = `La date de début ${CONTRAT_NAMES[keys.rank]} manque alors que ${lowerFirst(champOf(first).subject)} est remplie`;
    found.push(anomalie("CONTRAT_SANS_DEBUT", [keys.debut, ...orphaned], `${what} : saisissez-la.`));
  }
  const { entry, fin } = reading.exact;
  if (entry !== null && fin !== null && fin < entry) {
    found.push(anomalie("FIN_AVANT_ENTREE", ["date_fin_formation", "date_entree_formation"], endsTooSoon(entry, fin)));
  }
}

function endsTooSoon(entry: number, fin: number): string {
  const [first, last] = [entry, fin].map((instant) => frenchDay(numberToDay(Math.floor(instant))));
  return first === last
    ? `La formation commence et finit le ${first}, mais l'heure de sa fin vient avant celle de son début : écrivez les deux dates sans heure.`
    : `La formation finit le ${last}, avant d'avoir commencé le ${first} : corrigez l'une des deux dates.`;
}

function lowerFirst(subject: string): string {
  return subject.charAt(0).toLowerCase() + subject.slice(1);
}
