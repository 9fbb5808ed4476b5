import { frenchDay } from "@/lib/domain/day";
import { statutShownOn } from "@/lib/domain/kept-exclusion";
import { beginsAfter, STATUT_LABELS } from "@/lib/domain/statut";
import type { Verdict } from "./categories";
import { type DatedList, dayOfStatut, LIST_LABELS, listFor, schoolYearsOn } from "./combine-lists";
import type { DossierFacts } from "./facts.types";

/** Why a dossier never went, or never got in. */
export function whyNotSent({ blocking, refusal }: DossierFacts): Verdict {
  const category = "not-sent";
  if (blocking !== null)
    return { category, reason: blocking.sentence, action: "Corriger le dossier.", actor: blocking.actor };
  if (refusal !== null) {
    return { category, reason: `Le TBA l'a refusé : ${refusal}`, action: "Corriger le dossier.", actor: "secretariat" };
  }
  return {
    category,
    reason: "Le dossier est valide et n'est pas encore parti.",
    action: "Attendre la prochaine transmission, ou transmettre maintenant.",
    actor: "secretariat",
  };
}

const NOTHING = "Rien à faire.";

/** Why a dossier that the TBA took is in none of the lists: the first reason that holds. */
export function whyNotSeen(facts: DossierFacts, lists: readonly DatedList[], accepted: string): Verdict {
  const verdict = (reason: string, action: string, actor: Verdict["actor"]): Verdict => ({
    category: "not-seen",
    reason,
    action,
    actor,
  });
  const newest =
    lists
      .map(({ day }) => day)
      .sort()
      .at(-1) ?? accepted;
  if (facts.hidden === "COUPLE_INCONNU") {
    const reason = "Le TBA ne connaît pas ensemble son UAI et son SIRET : il prend le dossier et ne l'affiche pas.";
    return verdict(reason, "Faire vérifier cette relation au référentiel, par le message prêt.", "carif-oref");
  }
  if (facts.hidden === "ORGANISME_FERME") {
    const reason = "Son organisme est fermé pour le TBA, qui n'affiche plus ses dossiers.";
    return verdict(reason, "Mettre le SIRET de l'organisme qui l'a remplacé.", "direction");
  }
  if (!schoolYearsOn(newest).includes(facts.anneeScolaire)) {
    const reason = `Son année scolaire, ${facts.anneeScolaire}, n'est pas celle des listes.`;
    return verdict(reason, NOTHING, null);
  }
  if (facts.parcours === null) {
    return verdict("Ses dates de formation ne se lisent pas.", "Corriger les dates de la formation.", "secretariat");
  }
  const begins = beginsAfter(facts.parcours, newest);
  if (begins !== null) {
    return verdict(
      `Son parcours commence le ${frenchDay(begins)} : les listes ne le montrent pas avant.`,
      NOTHING,
      null,
    );
  }
  const statut = statutShownOn(facts.parcours, facts.exclusion, newest);
  const day = dayOfStatut(lists, statut);
  if (day === null) {
    const reason = `Son statut prévu est « ${STATUT_LABELS[statut]} », qu'aucune des listes déposées ne montre.`;
    return verdict(reason, `Déposer aussi la liste « ${LIST_LABELS[listFor(statut)]} ».`, "secretariat");
  }
  if (accepted >= day) {
    const reason = `Le TBA l'a pris le ${frenchDay(accepted)}, et la liste est du ${frenchDay(day)} : c'est trop récent.`;
    return verdict(reason, "Déposer une liste plus récente.", "secretariat");
  }
  const reason = `Le TBA l'a pris le ${frenchDay(accepted)} et devrait le montrer : rien de ce que nous savons ne l'explique.`;
  return verdict(reason, "Écrire à l'assistance du TBA, par le message prêt.", "tba");
}
