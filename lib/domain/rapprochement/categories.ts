import type { Actor } from "@/lib/domain/anomalie";

/** Where every apprentice and every line of the lists ends, in the order to show them: what needs somebody first. */
export const RAPPROCHEMENT_CATEGORIES = [
  "not-sent",
  "not-seen",
  "to-confirm",
  "other-statut",
  "twice",
  "elsewhere",
  "unknown",
  "seen",
] as const;
export type RapprochementCategory = (typeof RAPPROCHEMENT_CATEGORIES)[number];

/** `title` stands over the list of a category; `sheet` names its sheet (31 characters at most). */
export const CATEGORY_WORDS: Readonly<Record<RapprochementCategory, { title: string; sheet: string }>> = {
  "not-sent": { title: "Pas transmis", sheet: "Pas transmis" },
  "not-seen": { title: "Transmis, pas vus dans les listes", sheet: "Transmis, pas vus" },
  "to-confirm": { title: "Peut-être la même personne : à confirmer", sheet: "À confirmer" },
  "other-statut": { title: "Vus avec un autre statut que prévu", sheet: "Autre statut" },
  twice: { title: "Vus deux fois", sheet: "Vus deux fois" },
  elsewhere: { title: "Vus dans un autre organisme", sheet: "Autre organisme" },
  unknown: { title: "Vus, mais plus dans le logiciel", sheet: "Plus dans le logiciel" },
  seen: { title: "Vus comme prévu", sheet: "Vus comme prévu" },
};

/** Who must act on an entry: somebody of the house or outside, or nobody. «tba» is the TBA's support. */
export type RapprochementActor = Actor | "tba" | null;

/** Why an entry is where it is, what to do, and who does it. */
export type Verdict = {
  category: RapprochementCategory;
  reason: string;
  action: string;
  actor: RapprochementActor;
};
