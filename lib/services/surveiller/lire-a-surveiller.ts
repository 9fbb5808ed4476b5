import { and, eq, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import { aLeDroit } from "@/lib/auth/droits";
import type { Contexte } from "@/lib/services/contexte";
import { autoriser } from "@/lib/services/etablissements/autoriser";
import { jourDeParis } from "@/lib/services/jour-de-paris";
import { statutProche } from "@/lib/services/rapport/colonnes-sql";
import { absentsDe, lireAbsents, lireDeparts, lireDernierFichier } from "./lire-absents";
import { lireChangements } from "./lire-changements";
import { EN_DOUBLE, lireDoubles, lireJumeaux } from "./lire-doubles";
import type { ASurveiller } from "./surveiller.types";

/** «À surveiller»: what changes by itself, who left without a word, who may be there twice. */
export async function lireASurveiller(contexte: Contexte, uai: string): Promise<ASurveiller> {
  const { id, role } = await autoriser(contexte, uai, "voir");
  const { db, maintenant } = contexte;
  const dernier = await lireDernierFichier(db, id);
  return {
    changements: await lireChangements(db, id, jourDeParis(maintenant)),
    fichier: dernier,
    absents: await lireAbsents(db, id, dernier),
    departs: await lireDeparts(db, id, dernier),
    doubles: await lireDoubles(db, id),
    jumeaux: await lireJumeaux(db, id),
    peutAgir: aLeDroit(role, "gerer"),
  };
}

/** How many things there are to look at, for the menu: one reading of the dossiers. */
export async function compterASurveiller(contexte: Contexte, uai: string): Promise<number> {
  const { id } = await autoriser(contexte, uai, "voir");
  const { db, maintenant } = contexte;
  const proche = statutProche(jourDeParis(maintenant));
  const [compte] = await db
    .select({
      changements: sql<number>`count(*) filter (where ${proche} is not null)`.mapWith(Number),
      doubles: sql<number>`count(distinct ${dossiers.personne}) filter (where ${EN_DOUBLE})`.mapWith(Number),
    })
    .from(dossiers)
    .where(and(eq(dossiers.etablissementId, id), eq(dossiers.apprenti, true)));
  const dernier = await lireDernierFichier(db, id);
  const absents = dernier === null || dernier.partiel ? 0 : await db.$count(dossiers, absentsDe(id, dernier.id));
  return (compte?.changements ?? 0) + (compte?.doubles ?? 0) + absents;
}
