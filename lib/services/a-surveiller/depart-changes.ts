import type { ChampKey } from "@/lib/domain/champs";
import { type Day, dayToNumber } from "@/lib/domain/day";
import type { DepartReason } from "@/lib/domain/enumerations";
import type { JsonObject } from "@/lib/domain/json";
import { type ParsedContrat, read } from "@/lib/domain/reading";
import { ServiceError } from "@/lib/errors";

/** The contract that ends last, as the TBA finds it (api-v3.md, rule 5): the day before its rupture, its end, or the training's. */
function contratTerminal(contrats: readonly ParsedContrat[], finFormation: number | null): ParsedContrat | null {
  const lastDay = (c: ParsedContrat) =>
    c.rupture !== null ? c.rupture - 1 : (c.fin ?? finFormation ?? Number.POSITIVE_INFINITY);
  let terminal: ParsedContrat | null = null;
  for (const contrat of contrats) {
    if (terminal === null || lastDay(contrat) >= lastDay(terminal)) terminal = contrat;
  }
  return terminal;
}

function refuse(message: string): never {
  throw new ServiceError("INVALID_INPUT", "Rien n'est enregistré : corrigez les champs signalés.", { date: message });
}

/**
 * The fields that carry a departure to the TBA, and their values: the rupture of the contract that ends last, the exclusion, or the end of
 * the contract (of the training when there is none). Nothing for a mistake. Throws INVALID_INPUT.
 */
export function departChanges(
  values: JsonObject,
  { reason, date, cause }: { reason: DepartReason; date: Day | null; cause: string },
): { champ: ChampKey; value: string }[] {
  if (reason === "erreur") return [];
  if (date === null) return refuse("Saisissez la date, sous la forme jj/mm/aaaa.");
  const withCause = (champ: ChampKey) => (cause === "" ? [] : [{ champ, value: cause }]);
  if (reason === "exclusion") {
    return [{ champ: "date_exclusion_formation", value: date }, ...withCause("cause_exclusion_formation")];
  }
  const { contrats, fin } = read(values);
  const contrat = contratTerminal(contrats, fin);
  if (contrat === null) {
    if (reason === "fin") return [{ champ: "date_fin_formation", value: date }];
    return refuse("Ce dossier n'a pas de contrat à rompre : choisissez l'exclusion ou la fin.");
  }
  if (dayToNumber(date) < contrat.debut) return refuse("Cette date précède le début du contrat : vérifiez-la.");
  return reason === "fin"
    ? [{ champ: contrat.keys.fin, value: date }]
    : [{ champ: contrat.keys.rupture, value: date }, ...withCause(contrat.keys.cause)];
}
