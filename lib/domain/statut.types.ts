import type { Day } from "./day";

export type StatutTba = "INSCRIT" | "APPRENTI" | "RUPTURANT" | "ABANDON" | "FIN_DE_FORMATION";

/** A change of status, and the day from which it holds. */
export type StatutStep = [day: Day, statut: StatutTba];
