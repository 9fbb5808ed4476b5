import { quote } from "@/lib/domain/anomalies/quote";
import { type ChampKey, champOf } from "@/lib/domain/champs";
import type { ChampGroup } from "@/lib/domain/champs/definition";
import { frenchDay, tbaDay } from "@/lib/domain/day";
import type { Json } from "@/lib/domain/json";
import type { AnomalieAtIssue } from "./cause";

/** Fields of these groups have values that many apprentices share: the same wrong one is the same mistake. */
const SHARED_GROUPS: ReadonlySet<ChampGroup> = new Set(["formation", "etablissements", "sifa"]);
/** Except these, that are each apprentice's own. */
const PERSONAL: ReadonlySet<ChampKey> = new Set([
  "date_exclusion_formation",
  "cause_exclusion_formation",
  "obtention_diplome_formation",
  "date_obtention_diplome_formation",
  "custom_statut_apprenant",
  "date_metier_mise_a_jour_statut",
]);

/** Days that a class often shares and that are each apprentice's all the same: a value for each, with what the others have as evidence. */
const OWN_DAYS: ReadonlySet<ChampKey> = new Set(["date_inscription_formation", "date_entree_formation"]);

export const isOwnDay = (champ: ChampKey) => OWN_DAYS.has(champ);

/** True when one wrong value of the field may be shared by many: an établissement's, a training's, an employer's. */
export function isShared(champ: ChampKey): boolean {
  return champ.startsWith("siret_employeur") || (SHARED_GROUPS.has(champOf(champ).group) && !PERSONAL.has(champ));
}

const dayOrText = (value: Json | undefined) => {
  const day = tbaDay(value);
  return day === null ? quote(value) : frenchDay(day);
};

function textOf(champ: ChampKey, value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  const { type } = champOf(champ);
  const text = quote(value);
  return type === "siret" || type === "siretTolere" ? text.replace(/[\s.-]+/g, "") : text;
}

/** The wrong value as staff read it, null when it is missing or each apprentice's own: then the field alone makes the cause. */
export function valueAtIssue({ code, champs, values }: AnomalieAtIssue): string | null {
  const [champ, second] = champs;
  if (champ === undefined || !isShared(champ) || code === "CONTRAT_SANS_DEBUT") return null;
  if (code === "FIN_AVANT_ENTREE") return `du ${dayOrText(values[1])} au ${dayOrText(values[0])}`;
  const text = textOf(champ, values[0]);
  if (text === "") return null;
  return (code === "COUPLE_INCONNU" || code === "ORGANISME_FERME") && second !== undefined
    ? `${text} et ${textOf(second, values[1])}`
    : text;
}
