import type { Anomalie } from "@/lib/domain/anomalie";
import { champOf } from "@/lib/domain/champs";
import type { JsonObject } from "@/lib/domain/json";
import { CONTRAT_KEYS } from "@/lib/domain/reading";
import { anomalie } from "./catalogue";
import { isEmpty, isPresent, quote } from "./quote";

/** An employer without the start of a contract: the TBA makes no contract of it. With an end or a rupture, it is worse (second-stage.ts). */
function checkEmployeurs(values: JsonObject, found: Anomalie[]): void {
  for (const { siret, debut, fin, rupture, cause } of CONTRAT_KEYS) {
    if (isEmpty(values[siret]) || [debut, fin, rupture, cause].some((key) => isPresent(values[key]))) continue;
    const what = `${champOf(siret).subject} est rempli (${quote(values[siret])}) sans la date de début de ce contrat`;
    const sentence = `${what} : le TBA n'en fait pas de contrat et perd l'employeur, saisissez la date de début.`;
    found.push(anomalie("EMPLOYEUR_SANS_CONTRAT", [debut, siret], sentence));
  }
}

/** A name alone makes no referent at the TBA. */
function checkReferent(values: JsonObject, found: Anomalie[]): void {
  const name = values.nom_referent_handicap_formation;
  if (isEmpty(name)) return;
  if (isPresent(values.prenom_referent_handicap_formation) || isPresent(values.email_referent_handicap_formation))
    return;
  const sentence = `Le nom du référent handicap (${quote(name)}) est seul : le TBA ne le garde pas sans son prénom ou son adresse e-mail, saisissez l'un des deux.`;
  const champs = ["prenom_referent_handicap_formation", "nom_referent_handicap_formation"] as const;
  found.push(anomalie("REFERENT_PERDU", [...champs], sentence));
}

/** Values that the TBA drops without a word for want of another one (api-v3.md, «some values are dropped in silence»), added to `found`. */
export function orphanAnomalies(values: JsonObject, found: Anomalie[]): void {
  checkEmployeurs(values, found);
  checkReferent(values, found);
}
