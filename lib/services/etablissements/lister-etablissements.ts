import { and, asc, eq, isNotNull, or } from "drizzle-orm";
import { appartenances } from "@/db/schema/appartenances";
import { etablissements } from "@/db/schema/etablissements";
import { supervisions } from "@/db/schema/supervisions";
import type { Contexte } from "@/lib/services/contexte";

/** The établissements that the acting person may enter, by name. */
export async function listerEtablissements({ db, acteur }: Contexte): Promise<{ uai: string; nom: string }[]> {
  if (acteur.genre !== "personne") return [];
  return db
    .selectDistinct({ uai: etablissements.uai, nom: etablissements.nom })
    .from(etablissements)
    .leftJoin(
      appartenances,
      and(eq(appartenances.etablissementId, etablissements.id), eq(appartenances.utilisateurId, acteur.id)),
    )
    .leftJoin(
      supervisions,
      and(eq(supervisions.reseauId, etablissements.reseauId), eq(supervisions.utilisateurId, acteur.id)),
    )
    .where(or(isNotNull(appartenances.role), isNotNull(supervisions.utilisateurId)))
    .orderBy(asc(etablissements.nom));
}
