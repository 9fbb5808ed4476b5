import { type Jour, jourFrancais } from "@/lib/dossier/jour";
import { env } from "@/lib/env";
import { nombreDe } from "@/lib/services/alertes/nombre-de";
import { GENRES_ABONNEMENT, LIBELLES_ABONNEMENTS } from "@/lib/services/alertes/phrases-alerte";
import type { SemaineEtablissement } from "./semaines-etablissements";

const FINS: Readonly<Record<string, string>> = {
  terminee: "terminée",
  interrompue: "interrompue",
  echouee: "arrêtée avant la fin",
};

function nuits({ cle, transmissionActive, nuits, completes }: SemaineEtablissement): string {
  if (!cle) return "Aucune clé n'est enregistrée : aucun dossier ne part.";
  if (nuits === 0 && !transmissionActive) return "La transmission de nuit est désactivée.";
  if (nuits === 0) return "Aucune nuit de transmission.";
  const allees = completes === nuits ? "menées à leur terme" : `dont ${completes.toLocaleString("fr-FR")} à leur terme`;
  return nuits === 1
    ? `1 nuit de transmission, ${completes === 1 ? "menée à son terme" : "arrêtée avant la fin"}.`
    : `${nombreDe(nuits, "nuit", "nuits")} de transmission, ${allees}.`;
}

function derniere({ derniere: d }: SemaineEtablissement): string {
  if (d === null) return "Aucune transmission jusqu'ici.";
  const comptes = [
    nombreDe(d.acceptes, "dossier accepté", "dossiers acceptés"),
    d.refuses === 0 ? "aucun refusé" : nombreDe(d.refuses, "refusé"),
    d.invalides === 0 ? "aucun invalide" : nombreDe(d.invalides, "invalide"),
  ];
  return `Dernière transmission le ${jourFrancais(d.jour)}, ${FINS[d.etat] ?? d.etat} : ${comptes.join(", ")}.`;
}

function alertes({ alertes: genres }: SemaineEtablissement): string {
  if (genres.length === 0) return "Aucune alerte.";
  const titres = GENRES_ABONNEMENT.filter((genre) => genres.some((g) => g === genre))
    .map((genre) => LIBELLES_ABONNEMENTS[genre])
    .join(" ; ");
  return `${nombreDe(genres.length, "alerte en cours", "alertes en cours")} : ${titres}.`;
}

function paragraphe(semaine: SemaineEtablissement, site: string): string {
  return [
    `${semaine.nom} (UAI ${semaine.uai})`,
    nuits(semaine),
    derniere(semaine),
    alertes(semaine),
    `${site}/${semaine.uai}/etablissement/tableau-de-bord-apprentissage`,
  ].join("\n");
}

/** The weekly e-mail of a person: a paragraph for each of their établissements. */
export function raconterSemaine(
  semaines: readonly SemaineEtablissement[],
  du: Jour,
  au: Jour,
): { sujet: string; texte: string } {
  const site = env().NEXTAUTH_URL;
  const aVoir = semaines.filter((s) => s.alertes.length > 0 || !s.cle).length;
  const bilan =
    aVoir === 0
      ? "rien à signaler"
      : nombreDe(aVoir, "établissement demande votre attention", "établissements demandent votre attention");
  const texte = [
    "Bonjour,",
    `Voici la semaine du ${jourFrancais(du)} au ${jourFrancais(au)}.`,
    ...semaines.map((semaine) => paragraphe(semaine, site)),
    "Un administrateur règle qui reçoit ce résumé dans «Paramétrage › API › Mission Apprentissage».",
  ].join("\n\n");
  return { sujet: `Semaine du ${jourFrancais(du)} : ${bilan}`, texte };
}
