import type { Db } from "@/db/base";

/** Who acts: a signed-in person, the clock, or nobody. */
export type Acteur = { genre: "personne"; id: string } | { genre: "horloge" } | { genre: "anonyme" };

/** The first argument of every service. `maintenant` is the instant of the act. */
export type Contexte = { db: Db; acteur: Acteur; maintenant: Date };

/** The person's identifier for «par» columns, null for the clock. */
export function idActeur(acteur: Acteur): string | null {
  return acteur.genre === "personne" ? acteur.id : null;
}
