import { and, eq, type SQL } from "drizzle-orm";
import { appartenances } from "@/db/schema/appartenances";
import { etablissements } from "@/db/schema/etablissements";
import { supervisions } from "@/db/schema/supervisions";

/** What links a person to an établissement, as conditions of left joins: a role in it, or the supervision of its réseau. */
export function liensDAcces(utilisateurId: string): { appartenance: SQL | undefined; supervision: SQL | undefined } {
  return {
    appartenance: and(
      eq(appartenances.etablissementId, etablissements.id),
      eq(appartenances.utilisateurId, utilisateurId),
    ),
    supervision: and(eq(supervisions.reseauId, etablissements.reseauId), eq(supervisions.utilisateurId, utilisateurId)),
  };
}
