import type { Anomalie } from "@/lib/dossier/anomalie";
import { CHAMPS_TRANSMIS } from "@/lib/dossier/champs";
import { existeAuCalendrier, jourFrancais, jourTba } from "@/lib/dossier/jour";
import type { ObjetJson } from "@/lib/dossier/json";
import { anomalie } from "./catalogue";
import { estVide, montrer } from "./montrer";
import { cleDeSiretJuste } from "./siret";

const SIRETS = CHAMPS_TRANSMIS.filter((c) => c.type === "siret" || c.type === "siretTolere");
const DATES = CHAMPS_TRANSMIS.filter((c) => c.type === "date");

/** INE forms: RNIE (9 digits, 2 letters), BEA (10 digits, 1 letter), apprenticeship (1234A12345F), universities (ends with a digit). */
const FORMES_INE = [/^\d{9}[A-Z]{2}$/, /^[\d_]{10}[A-Z]$/, /^\d{4}A\d{5}[A-Z]$/, /^[\dA-Z]{9,10}\d$/];

function cleDesSirets(valeurs: ObjetJson, trouvees: Anomalie[]): void {
  for (const { cle, sujet } of SIRETS) {
    const valeur = valeurs[cle];
    if (typeof valeur !== "string" && typeof valeur !== "number") continue;
    const siret = String(valeur).replace(/[\s.-]+/g, "");
    if (!/^\d{14}$/.test(siret) || cleDeSiretJuste(siret)) continue;
    const phrase = `${sujet} (${siret}) n'existe pas : sa clé de contrôle est fausse, un chiffre a sans doute été mal saisi, vérifiez-le.`;
    trouvees.push(anomalie("SIRET_CLE", [cle], phrase));
  }
}

/** Only the 29th, 30th and 31st can be missing from a month. */
const FIN_DE_MOIS = /^\d{4}-\d{2}-(29|3[01])/;

function datesHorsCalendrier(valeurs: ObjetJson, trouvees: Anomalie[]): void {
  for (const { cle, sujet } of DATES) {
    const valeur = valeurs[cle];
    if (typeof valeur !== "string" || !FIN_DE_MOIS.test(valeur)) continue;
    const ecrit = valeur.slice(0, 10);
    const lu = jourTba(valeur);
    if (lu === null || existeAuCalendrier(ecrit)) continue;
    const phrase = `${sujet} (${jourFrancais(ecrit)}) n'existe pas au calendrier : le TBA lira ${jourFrancais(lu)}, corrigez-la.`;
    trouvees.push(anomalie("DATE_HORS_CALENDRIER", [cle], phrase));
  }
}

function certification(valeurs: ObjetJson, trouvees: Anomalie[]): void {
  const suite = "le TBA a besoin du code formation diplôme et du code RNCP pour classer le dossier, saisissez-le.";
  if (estVide(valeurs.formation_cfd)) {
    trouvees.push(anomalie("CFD_MANQUANT", ["formation_cfd"], `Le code formation diplôme manque : ${suite}`));
  }
  if (estVide(valeurs.formation_rncp)) {
    trouvees.push(anomalie("RNCP_MANQUANT", ["formation_rncp"], `Le code RNCP manque : ${suite}`));
  }
}

function ine(valeurs: ObjetJson, trouvees: Anomalie[]): void {
  const valeur = valeurs.ine_apprenant;
  if (typeof valeur !== "string" || estVide(valeur)) return;
  const lu = valeur.trim().toUpperCase();
  if (FORMES_INE.some((forme) => forme.test(lu))) return;
  const phrase = `L'INE (${montrer(valeur)}) n'a aucune des formes connues : 10 chiffres et 1 lettre, ou 9 chiffres et 2 lettres. Vérifiez-le sur le certificat de scolarité.`;
  trouvees.push(anomalie("INE_FORME", ["ine_apprenant"], phrase));
}

function identifiant(valeurs: ObjetJson, trouvees: Anomalie[]): void {
  if (typeof valeurs.id_erp_apprenant !== "string" || !estVide(valeurs.id_erp_apprenant)) return;
  const phrase = "L'identifiant dans le logiciel est vide : le TBA confondra cet apprenant avec d'autres.";
  trouvees.push(anomalie("IDENTIFIANT_VIDE", ["id_erp_apprenant"], phrase));
}

/** Values that the TBA takes and that are most likely wrong, field by field, added to `trouvees`. */
export function anomaliesVraisemblanceChamps(valeurs: ObjetJson, trouvees: Anomalie[]): void {
  cleDesSirets(valeurs, trouvees);
  datesHorsCalendrier(valeurs, trouvees);
  certification(valeurs, trouvees);
  ine(valeurs, trouvees);
  identifiant(valeurs, trouvees);
}
