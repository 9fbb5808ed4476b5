import type { Anomalie } from "@/lib/dossier/anomalie";
import { champDe } from "@/lib/dossier/champs";
import { jourEnNombre, jourFrancais, nombreEnJour } from "@/lib/dossier/jour";
import type { ObjetJson } from "@/lib/dossier/json";
import type { ContratLu, Lecture } from "@/lib/dossier/lecture";
import { anomalie } from "./catalogue";

/** A contract may start up to three months before the training (Code du travail, art. L6222-12). */
const AVANCE_MAX = 92;
const AGE_MINIMUM = 14;

const francais = (nombre: number) => jourFrancais(nombreEnJour(nombre));
const finDe = (contrat: ContratLu) => (contrat.rupture !== null ? contrat.rupture - 1 : contrat.fin);

/** «le deuxième contrat», from the label of its start date. */
function nomDe(contrat: ContratLu): string {
  return champDe(contrat.cles.debut).libelle.replace(/^Date de début du /, "");
}

function contratsEtFormation({ contrats, entree, fin }: Lecture, trouvees: Anomalie[]): void {
  for (const contrat of contrats) {
    const { cles, debut } = contrat;
    const terme = contrat.fin;
    if (terme !== null && terme < debut) {
      const phrase = `Le ${nomDe(contrat)} finit le ${francais(terme)}, avant d'avoir commencé le ${francais(debut)} : corrigez l'une des deux dates.`;
      trouvees.push(anomalie("CONTRAT_FIN_AVANT_DEBUT", [cles.fin, cles.debut], phrase));
      continue;
    }
    if (entree === null || fin === null || fin < entree) continue;
    if (debut <= fin && debut >= entree - AVANCE_MAX && (terme === null || terme >= entree)) continue;
    const dates = terme === null ? `commence le ${francais(debut)}` : `va du ${francais(debut)} au ${francais(terme)}`;
    const phrase = `Le ${nomDe(contrat)} ${dates}, en dehors de la formation (du ${francais(entree)} au ${francais(fin)}) : vérifiez les dates.`;
    trouvees.push(anomalie("CONTRAT_HORS_FORMATION", [cles.debut, cles.fin], phrase));
  }
}

function chevauchements({ contrats }: Lecture, trouvees: Anomalie[]): void {
  if (contrats.length < 2) return;
  const tries = [...contrats].sort((a, b) => a.debut - b.debut);
  for (const [i, contrat] of tries.entries()) {
    const precedent = tries[i - 1];
    const finPrecedent = precedent === undefined ? null : finDe(precedent);
    if (precedent === undefined || finPrecedent === null || finPrecedent < contrat.debut) continue;
    const phrase = `Le ${nomDe(contrat)} commence le ${francais(contrat.debut)}, avant la fin du ${nomDe(precedent)} (${francais(finPrecedent)}) : saisissez la date de rupture du premier des deux.`;
    trouvees.push(anomalie("CONTRATS_CHEVAUCHENT", [contrat.cles.debut, precedent.cles.rupture], phrase));
  }
}

function age({ naissance, entree }: Lecture, trouvees: Anomalie[]): void {
  // Anybody born so long before is old enough, whatever the months: no need to look at the calendar.
  if (naissance === null || entree === null || entree - naissance > (AGE_MINIMUM + 1) * 366) return;
  const [ne, arrive] = [nombreEnJour(naissance), nombreEnJour(entree)];
  const anniversairePasse = arrive.slice(5) >= ne.slice(5) ? 0 : 1;
  const ans = Number(arrive.slice(0, 4)) - Number(ne.slice(0, 4)) - anniversairePasse;
  if (ans >= AGE_MINIMUM) return;
  const constat =
    ans < 0 ? "né après son entrée en formation" : `âgé de ${ans} an${ans > 1 ? "s" : ""} à l'entrée en formation`;
  const phrase = `L'apprenant serait ${constat} (naissance le ${jourFrancais(ne)}, entrée le ${jourFrancais(arrive)}) : vérifiez les deux dates.`;
  trouvees.push(anomalie("AGE_IMPROBABLE", ["date_de_naissance_apprenant", "date_entree_formation"], phrase));
}

function anneeScolaire(valeurs: ObjetJson, { entree, fin }: Lecture, trouvees: Anomalie[]): void {
  const ecrite = valeurs.annee_scolaire;
  const annees = typeof ecrite === "string" ? /^\s*(\d{4})\s*[-/]\s*(\d{4})\s*$/.exec(ecrite) : null;
  if (annees === null || entree === null || fin === null || fin < entree) return;
  // A school year starts in August at the earliest and its classes may last until December; «2026-2026» is that calendar year.
  const civile = annees[1] === annees[2];
  const debut = jourEnNombre(`${annees[1]}-${civile ? "01" : "08"}-01`);
  const terme = jourEnNombre(`${annees[2]}-12-31`);
  if (entree <= terme && fin >= debut) return;
  const phrase = `L'année scolaire ${annees[1]}-${annees[2]} ne recouvre pas la formation (du ${francais(entree)} au ${francais(fin)}) : vérifiez l'année ou les dates.`;
  trouvees.push(anomalie("ANNEE_HORS_FORMATION", ["annee_scolaire"], phrase));
}

/** Days that the TBA takes and that do not hold together, added to `trouvees`. */
export function anomaliesVraisemblanceDates(valeurs: ObjetJson, lecture: Lecture, trouvees: Anomalie[]): void {
  contratsEtFormation(lecture, trouvees);
  chevauchements(lecture, trouvees);
  age(lecture, trouvees);
  anneeScolaire(valeurs, lecture, trouvees);
}
