import type { Json, JsonObject } from "@/lib/domain/json";
import { describeMissing, missingFields } from "@/lib/domain/set-aside-reason";
import type { AssembledRow } from "./assemble-row";

const MASK =
  /^(?:(?:jj|dd)[\s/.-]*mm[\s/.-]*(?:aa|yy){1,2}|(?:aa|yy){1,2}[\s/.-]*mm[\s/.-]*(?:jj|dd)|mm[\s/.-]*dd[\s/.-]*(?:yy){1,2})$/i;
/** «2», «(2)». */
const isNumbered = (value: Json | undefined) => /^\(?\d+\)?$/.test(String(value ?? ""));
/** What a cell says of its form: «texte», «Alphanumérique (50)», «Obligatoire», or its own heading. */
const FORM = /^(?:text|alpha|cha[iî]ne|string|varchar|car(?:act|\b)|libre|obligatoire|facultatif|nom\b|pr[ée]nom)/i;
const isForm = (value: Json | undefined) => value === undefined || isNumbered(value) || FORM.test(String(value));

/**
 * A row under the headings that numbers the columns («1», «2», «3»), or says how their cells are written («texte», «JJ/MM/AAAA»). Somebody whose birth
 * date was left as the form of one is somebody all the same.
 */
function isTemplate(source: JsonObject): boolean {
  const names = [source.nom_apprenant, source.prenom_apprenant];
  return (
    names.every(isNumbered) || (MASK.test(String(source.date_de_naissance_apprenant ?? "")) && names.every(isForm))
  );
}

/** Why a row makes no dossier, in French; null when it makes one. */
export function whyAside({ source, unusableIdentifier }: AssembledRow): string | null {
  if (Object.keys(source).length === 0) return "aucune colonne reconnue n'y est remplie.";
  if (unusableIdentifier !== null) {
    return `l'identifiant « ${unusableIdentifier} » est en notation scientifique : ses derniers chiffres sont perdus. Mettez cette colonne au format Texte dans votre tableur, ou refaites l'export du logiciel, puis importez de nouveau.`;
  }
  if (isTemplate(source))
    return "elle numérote les colonnes, ou dit la forme de leurs cellules, et n'est celle de personne.";
  const missing = missingFields(source);
  return missing.length === 0 ? null : describeMissing(missing);
}
