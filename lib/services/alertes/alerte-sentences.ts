import { frenchDay } from "@/lib/domain/day";
import type { AlerteKind, SubscriptionKind } from "@/lib/domain/enumerations";
import { NOT_SHOWN } from "@/lib/domain/etat";
import { plural } from "@/lib/domain/plural";
import { hasPermission, type Role } from "@/lib/domain/roles";
import type { AlerteDetails, AlerteSentence, Narrative, SentenceReader } from "./alertes.types";
import { describeEndingJeton, describeSilentSoftware } from "./software-sentences";

/** What one may be mailed for, in the order in which it is offered. */
export const SUBSCRIPTION_LABELS: Readonly<Record<SubscriptionKind, string>> = {
  "key-refused": "Clé refusée par le TBA",
  "transmission-failed": "Transmission arrêtée avant la fin",
  "no-night": "Aucune transmission depuis 36 heures",
  "accepted-drop": "Dossiers acceptés en baisse",
  "silent-software": "Logiciel qui n'envoie plus rien",
  "jeton-ending": "Jeton d'un logiciel qui expire",
  "tba-refusals": "Dossiers refusés par le TBA",
  "not-shown": "Dossiers transmis que le TBA n'affichera pas",
  "silent-key": "Clé bientôt révoquée",
  week: "Résumé de la semaine, le lundi",
};

const KEY = "parametrage/api/mission-apprentissage";
const TRANSMISSIONS = "transmissions";
const RAPPORT = "etablissement/tableau-de-bord-apprentissage";

function describeDrop({ count, day }: SentenceReader): Narrative {
  const [accepted, before] = [count("accepted"), count("before")];
  const drop = `${plural(accepted, "dossier accepté", "dossiers acceptés")} le ${day("day")}, contre ${before.toLocaleString("fr-FR")} auparavant.`;
  const [invalides, invalidesBefore] = [count("invalides"), count("invalidesBefore")];
  if (invalides > invalidesBefore) {
    return {
      tone: "attention",
      sentence: `${drop} Dans le même temps, les dossiers invalides sont passés de ${invalidesBefore.toLocaleString("fr-FR")} à ${invalides.toLocaleString("fr-FR")}.`,
      remedy: "Corrigez les dossiers « Invalide pour TBA » : ils partiront la nuit suivante.",
      page: `${RAPPORT}?etat=invalide`,
      link: "Voir les dossiers invalides",
    };
  }
  return {
    tone: "attention",
    sentence: drop,
    remedy: "Vérifiez que votre logiciel de gestion donne encore tous les apprentis.",
    page: TRANSMISSIONS,
    link: "Voir les transmissions",
  };
}

function describeSilentKey({ count, day }: SentenceReader): Narrative {
  const rule = `Aucun dossier n'est arrivé au TBA avec cette clé depuis le ${day("day")}. Le TBA révoque une clé qui ne transmet rien pendant 12 mois`;
  if (count("over") === 1) {
    return {
      tone: "attention",
      sentence: `${rule} : il l'a sans doute fait le ${day("limit")}.`,
      remedy: "Testez la clé ; si le TBA la refuse, récupérez-la de nouveau avec la clé bleue, et enregistrez-la.",
      page: KEY,
      link: "Tester la clé",
    };
  }
  return {
    tone: "attention",
    sentence: `${rule} : ce sera le ${day("limit")}.`,
    remedy: "Lancez une transmission avant cette date.",
    page: TRANSMISSIONS,
    link: "Voir les transmissions",
  };
}

const NARRATIVES: Readonly<Record<AlerteKind, (reader: SentenceReader) => Narrative>> = {
  "key-refused": ({ day }) => ({
    tone: "error",
    sentence: `Le TBA refuse la clé de l'établissement depuis le ${day("day")} : plus aucun dossier ne part.`,
    remedy: "Un administrateur doit récupérer la clé de nouveau avec la clé bleue, l'enregistrer et la tester.",
    page: KEY,
    link: "Remplacer la clé",
  }),
  "transmission-failed": ({ count, text, day }) => ({
    tone: "error",
    sentence: [
      `La transmission du ${day("day")} s'est arrêtée : ${plural(count("accepted"), "dossier accepté", "dossiers acceptés")}, ${plural(count("notSent"), "non envoyé", "non envoyés")}.`,
      text("reason"),
    ]
      .filter(Boolean)
      .join(" "),
    remedy: "Relancez ce qui reste ; si l'arrêt se répète, donnez cette raison à votre assistance.",
    page: TRANSMISSIONS,
    link: "Voir les transmissions",
  }),
  "no-night": ({ count, day }) => ({
    tone: "error",
    sentence:
      count("never") === 1
        ? `La clé est enregistrée depuis le ${day("day")}, et aucune transmission n'a encore commencé.`
        : `Aucune transmission n'a commencé depuis le ${day("day")}.`,
    remedy: "Lancez une transmission, et prévenez la personne qui s'occupe du serveur : l'horloge ne sonne plus.",
    page: TRANSMISSIONS,
    link: "Voir les transmissions",
  }),
  "accepted-drop": describeDrop,
  "silent-software": describeSilentSoftware,
  "jeton-ending": describeEndingJeton,
  "tba-refusals": ({ count, day }) => ({
    tone: "attention",
    sentence: `Le ${day("day")}, le TBA a refusé ${plural(count("refused"), "dossier que Passerelle TBA croyait valide", "dossiers que Passerelle TBA croyait valides")}.`,
    remedy:
      "Lisez les messages du TBA et donnez-les à votre assistance : c'est sans doute un défaut de Passerelle TBA.",
    page: `${RAPPORT}?etat=refuse`,
    link: "Voir les dossiers refusés",
  }),
  "not-shown": ({ count, day }) => ({
    tone: "attention",
    sentence: `Le ${day("day")}, ${plural(count("dossiers"), "dossier transmis ne s'affichera pas", "dossiers transmis ne s'afficheront pas")} sur le TBA : UAI et SIRET qu'il ne connaît pas ensemble, ou organisme fermé.`,
    remedy: "Vérifiez ces UAI et SIRET, puis faites-les mettre à jour par le Carif-Oref.",
    page: `${RAPPORT}?etat=${NOT_SHOWN}`,
    link: "Voir ces dossiers",
  }),
  "silent-key": describeSilentKey,
};

/** An alert of an établissement in plain French, with its remedy and the path of a page that helps and that the role may open. */
export function describeAlerte(kind: AlerteKind, details: AlerteDetails, uai: string, role: Role): AlerteSentence {
  const text = (key: string) => String(details[key] ?? "");
  const { page, link, others, ...narrative } = NARRATIVES[kind]({
    text,
    count: (key) => Number(details[key] ?? 0),
    day: (key) => frenchDay(text(key)),
  });
  const shown = others === undefined || hasPermission(role, "administer") ? { page, link } : others;
  return { title: SUBSCRIPTION_LABELS[kind], ...narrative, path: `/${uai}/${shown.page}`, link: shown.link };
}
