import { asc, isNotNull, or } from "drizzle-orm";
import { appartenances } from "@/db/schema/appartenances";
import { etablissements } from "@/db/schema/etablissements";
import { supervisions } from "@/db/schema/supervisions";
import type { Contexte } from "@/lib/services/contexte";
import { liensDAcces } from "./liens-d-acces";

/** The établissements that the acting person may enter, by name. */
export async function listerEtablissements({ db, acteur }: Contexte): Promise<{ uai: string; nom: string }[]> {
  if (acteur.genre !== "personne") return [];
  const liens = liensDAcces(acteur.id);
  return db
    .selectDistinct({ uai: etablissements.uai, nom: etablissements.nom })
    .from(etablissements)
    .leftJoin(appartenances, liens.appartenance)
    .leftJoin(supervisions, liens.supervision)
    .where(or(isNotNull(appartenances.role), isNotNull(supervisions.utilisateurId)))
    .orderBy(asc(etablissements.nom));
}
