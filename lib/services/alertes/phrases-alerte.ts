import { jourFrancais } from "@/lib/dossier/jour";
import type { DetailsAlerte, GenreAbonnement, GenreAlerte, PhraseAlerte } from "./alertes.types";
import { nombreDe } from "./nombre-de";

/** What one may be mailed for, in the order in which it is offered. */
export const LIBELLES_ABONNEMENTS: Readonly<Record<GenreAbonnement, string>> = {
  "cle-refusee": "Clé refusée par le TBA",
  "transmission-echouee": "Transmission arrêtée avant la fin",
  "pas-de-nuit": "Aucune transmission depuis 36 heures",
  "chute-acceptes": "Dossiers acceptés en baisse",
  "refus-du-tba": "Dossiers refusés par le TBA",
  "cle-silencieuse": "Clé bientôt révoquée",
  semaine: "Résumé de la semaine, le lundi",
};

/** The same, as a list. */
export const GENRES_ABONNEMENT = Object.keys(LIBELLES_ABONNEMENTS) as GenreAbonnement[];

type Lecteur = { nombre: (cle: string) => number; texte: (cle: string) => string; jour: (cle: string) => string };
type Recit = Omit<PhraseAlerte, "titre" | "chemin"> & { page: string };

const CLE = "parametrage/api/mission-apprentissage";
const TRANSMISSIONS = "transmissions";
const RAPPORT = "etablissement/tableau-de-bord-apprentissage";

function raconterChute({ nombre, jour }: Lecteur): Recit {
  const [acceptes, avant] = [nombre("acceptes"), nombre("avant")];
  const baisse = `${nombreDe(acceptes, "dossier accepté", "dossiers acceptés")} le ${jour("jour")}, contre ${avant.toLocaleString("fr-FR")} auparavant.`;
  const [invalides, invalidesAvant] = [nombre("invalides"), nombre("invalidesAvant")];
  if (invalides > invalidesAvant) {
    return {
      ton: "attention",
      phrase: `${baisse} Dans le même temps, les dossiers invalides sont passés de ${invalidesAvant.toLocaleString("fr-FR")} à ${invalides.toLocaleString("fr-FR")}.`,
      remede: "Corrigez les dossiers «Invalide pour TBA» : ils partiront la nuit suivante.",
      page: `${RAPPORT}?etat=invalide`,
      lien: "Voir les dossiers invalides",
    };
  }
  return {
    ton: "attention",
    phrase: baisse,
    remede: "Vérifiez que votre logiciel de gestion donne encore tous les apprentis.",
    page: TRANSMISSIONS,
    lien: "Voir les transmissions",
  };
}

const RECITS: Readonly<Record<GenreAlerte, (lecteur: Lecteur) => Recit>> = {
  "cle-refusee": ({ jour }) => ({
    ton: "erreur",
    phrase: `Le TBA refuse la clé de l'établissement depuis le ${jour("jour")} : plus aucun dossier ne part.`,
    remede: "Un administrateur doit récupérer la clé de nouveau avec la clé bleue, l'enregistrer et la tester.",
    page: CLE,
    lien: "Remplacer la clé",
  }),
  "transmission-echouee": ({ nombre, texte, jour }) => ({
    ton: "erreur",
    phrase: [
      `La transmission du ${jour("jour")} s'est arrêtée : ${nombreDe(nombre("acceptes"), "dossier accepté", "dossiers acceptés")}, ${nombreDe(nombre("nonEnvoyes"), "non envoyé", "non envoyés")}.`,
      texte("raison"),
    ]
      .filter(Boolean)
      .join(" "),
    remede: "Relancez ce qui reste ; si l'arrêt se répète, donnez cette raison à votre assistance.",
    page: TRANSMISSIONS,
    lien: "Voir les transmissions",
  }),
  "pas-de-nuit": ({ nombre, jour }) => ({
    ton: "erreur",
    phrase:
      nombre("jamais") === 1
        ? `La clé est enregistrée depuis le ${jour("jour")}, et aucune transmission n'a encore commencé.`
        : `Aucune transmission n'a commencé depuis le ${jour("jour")}.`,
    remede: "Lancez une transmission, et prévenez la personne qui s'occupe du serveur : l'horloge ne sonne plus.",
    page: TRANSMISSIONS,
    lien: "Voir les transmissions",
  }),
  "chute-acceptes": raconterChute,
  "refus-du-tba": ({ nombre, jour }) => ({
    ton: "attention",
    phrase: `Le ${jour("jour")}, le TBA a refusé ${nombreDe(nombre("refuses"), "dossier que Passerelle TBA croyait valide", "dossiers que Passerelle TBA croyait valides")}.`,
    remede:
      "Lisez les messages du TBA et donnez-les à votre assistance : c'est sans doute un défaut de Passerelle TBA.",
    page: `${RAPPORT}?etat=refuse`,
    lien: "Voir les dossiers refusés",
  }),
  "cle-silencieuse": ({ jour }) => ({
    ton: "attention",
    phrase: `Aucun dossier n'est arrivé au TBA avec cette clé depuis le ${jour("jour")}. Le TBA révoque une clé qui ne transmet rien pendant 12 mois : ce sera le ${jour("limite")}.`,
    remede: "Lancez une transmission avant cette date.",
    page: TRANSMISSIONS,
    lien: "Voir les transmissions",
  }),
};

/** An alert of an établissement in plain French, with its remedy and the path of the page that helps. */
export function raconterAlerte(genre: GenreAlerte, details: DetailsAlerte, uai: string): PhraseAlerte {
  const texte = (cle: string) => String(details[cle] ?? "");
  const { page, ...recit } = RECITS[genre]({
    texte,
    nombre: (cle) => Number(details[cle] ?? 0),
    jour: (cle) => jourFrancais(texte(cle)),
  });
  return { titre: LIBELLES_ABONNEMENTS[genre], ...recit, chemin: `/${uai}/${page}` };
}
