import { type Day, frenchDay } from "@/lib/domain/day";
import { statutShownOn } from "@/lib/domain/kept-exclusion";
import { STATUT_LABELS } from "@/lib/domain/statut";
import type { StatutTba } from "@/lib/domain/statut.types";
import type { Verdict } from "./categories";
import type { SeenLine } from "./combine-lists";
import type { DossierFacts } from "./facts.types";
import type { ProposalKind } from "./match-people.types";

/** The status that we forecast on the day of a list; null when the dates cannot be read. */
export const forecastOn = ({ parcours, exclusion }: DossierFacts, day: Day): StatutTba | null =>
  parcours === null ? null : statutShownOn(parcours, exclusion, day);

function otherStatut(facts: DossierFacts, shown: StatutTba, forecast: StatutTba, day: Day): Verdict {
  const step = facts.parcours?.findLast(([since]) => since <= day);
  const since = step === undefined ? "" : ` depuis le ${frenchDay(step[0])}`;
  const told = `Le TBA montrait « ${STATUT_LABELS[shown]} » le ${frenchDay(day)} ; nous prévoyons « ${STATUT_LABELS[forecast]} »${since}.`;
  const category = "other-statut";
  const unsent = facts.acceptedOn === null || facts.acceptedOn >= day;
  if (step !== undefined && unsent) {
    const reason = `${told} La liste date d'avant ce que le TBA a pris en dernier.`;
    return { category, reason, action: "Déposer une liste plus récente.", actor: "secretariat" };
  }
  const action = "Vérifier les dates du dossier, à sa page « Statuts ».";
  return { category, reason: told, action, actor: "secretariat" };
}

/** What is to be said of a dossier that a line of the lists is about; `told`: because somebody said so. */
export function whySeen(facts: DossierFacts, line: SeenLine, told = false): Verdict {
  const day = frenchDay(line.day);
  if (line.uai !== "" && facts.uais.length > 0 && !facts.uais.includes(line.uai)) {
    const reason = `Le TBA le montre sous l'UAI ${line.uai}, qui n'est pas celui de son dossier (${facts.uais.join(", ")}).`;
    return {
      category: "elsewhere",
      reason,
      action: "Vérifier l'UAI du formateur dans le dossier.",
      actor: "secretariat",
    };
  }
  if (facts.acceptedOn === null) {
    const reason = `Vu le ${day} sans que nous l'ayons transmis : un autre envoi l'a mis sur le TBA.`;
    const action = facts.blocking === null ? "Transmettre le dossier." : "Corriger le dossier, qui ne part pas.";
    return { category: "elsewhere", reason, action, actor: "secretariat" };
  }
  const forecast = forecastOn(facts, line.day);
  if (line.statut !== null && forecast !== null && line.statut !== forecast) {
    return otherStatut(facts, line.statut, forecast, line.day);
  }
  if (line.statut === null) {
    const reason = `Vu le ${day} ; son statut ne se lit pas dans la liste, et n'est pas comparé.`;
    return { category: "seen", reason, action: "Déposer la liste telle que le TBA la donne.", actor: "secretariat" };
  }
  if (told) {
    const reason = `Vu le ${day} ; la liste l'écrit autrement que le dossier, et votre établissement a dit que c'est la même personne.`;
    return { category: "seen", reason, action: "Vérifier le nom et la naissance du dossier.", actor: "secretariat" };
  }
  return { category: "seen", reason: `Vu le ${day}.`, action: "Rien à faire.", actor: null };
}

export const TWICE: Verdict = {
  category: "twice",
  reason: "Une seconde ligne des listes est la même personne : un doublon, que seule l'assistance du TBA retire.",
  action: "Écrire à l'assistance du TBA, par le message prêt.",
  actor: "tba",
};

/** Two lists of two days show the same person otherwise: nothing says that the TBA has them twice. */
export const ON_ANOTHER_DAY: Verdict = {
  category: "twice",
  reason: "Des listes de deux jours montrent cette personne autrement : c'est un changement, ou un doublon.",
  action: "Déposer les listes d'un même jour.",
  actor: "secretariat",
};

const UNKNOWN: Verdict = {
  category: "unknown",
  reason:
    "Le TBA le montre et aucun dossier du logiciel n'est le sien : parti sans dernier envoi, ou nom trop différent.",
  action: "Le retrouver dans le logiciel ; s'il est parti, transmettre un dernier dossier avec la date de son départ.",
  actor: "secretariat",
};

/** What is to be said of a line that is nobody's; `uais`: those of the dossiers. */
export function whyUnknown({ uai }: SeenLine, uais: ReadonlySet<string>): Verdict {
  if (uai === "" || uais.size === 0 || uais.has(uai)) return UNKNOWN;
  return {
    category: "unknown",
    reason: `Le TBA le montre sous l'UAI ${uai}, qui n'est celui d'aucun dossier : la liste est peut-être celle d'un autre organisme.`,
    action: "Vérifier que la liste est la vôtre ; sinon, déposer celle de votre établissement.",
    actor: "secretariat",
  };
}

const DIFFERENCES: Readonly<Record<ProposalKind, string>> = {
  "birth-figure": "le même nom, et une date de naissance à un chiffre près",
  "name-slip": "la même naissance, et un nom ou un prénom à une lettre près",
  "fewer-words": "la même naissance, et une partie des noms et prénoms",
  "no-birth": "le même nom, et une date de naissance qui ne se lit pas d'un côté",
};

/** A line that may be an apprentice's, and why only a person can say so. */
export const toConfirm = (kind: ProposalKind): Verdict => ({
  category: "to-confirm",
  reason: `La liste et le dossier ont ${DIFFERENCES[kind]}.`,
  action: "Comparer les deux, et dire si c'est la même personne.",
  actor: "secretariat",
});
