import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/base";
import { alertes } from "@/db/schema/alertes";
import { clesTba } from "@/db/schema/cles-tba";
import { courriels } from "@/db/schema/courriels";
import type { GenreAlerte } from "@/lib/services/alertes/alertes.types";
import { alerterApresTransmission } from "@/lib/services/alertes/apres-transmission";
import type { Contexte } from "@/lib/services/contexte";
import { donnerCle, type EtablissementDEssai, nouvelEtablissement, personne } from "./etablissement";
import { rangerTransmission } from "./transmissions";

const ORIGINE = new Date("2027-03-01T01:00:00Z");

/** The instant some hours after 01/03/2027 at 2:00 in Paris. */
export const heure = (heures: number) => new Date(ORIGINE.getTime() + heures * 3600_000);

/** An établissement whose key was saved at the hour 0, and its administrateur. */
export async function cfaAvecCle(db: Db): Promise<{ cfa: EtablissementDEssai; admin: Contexte }> {
  const cfa = await nouvelEtablissement(db);
  await donnerCle(db, cfa.id, "cle-d-essai-0000");
  await db.update(clesTba).set({ modifieeLe: ORIGINE }).where(eq(clesTba.etablissementId, cfa.id));
  return { cfa, admin: await personne(db, cfa.id, "administrateur") };
}

export type CourseDEssai = Omit<Parameters<typeof rangerTransmission>[1], "etablissementId" | "debut">;

/** A run that began at an hour, and what the engine calls when it is over. Answers its id. */
export async function passer(
  db: Db,
  cfa: EtablissementDEssai,
  heures: number,
  course: CourseDEssai,
  { appel = "reponse", definitif = true }: { appel?: string | null; definitif?: boolean } = {},
): Promise<string> {
  const id = await rangerTransmission(db, { ...course, etablissementId: cfa.id, debut: heure(heures) }, appel);
  await alerterApresTransmission(db, id, heure(heures), definitif);
  return id;
}

/** The kinds of the open alerts, in alphabetical order. */
export async function alertesOuvertes(db: Db, cfa: EtablissementDEssai): Promise<GenreAlerte[]> {
  const lues = await db
    .select({ genre: alertes.genre })
    .from(alertes)
    .where(and(eq(alertes.etablissementId, cfa.id), isNull(alertes.fermeeLe)));
  return lues.map(({ genre }) => genre).sort();
}

/** The e-mails written for a person, sent or not, oldest first. */
export function courrielsDe(db: Db, { acteur }: Contexte) {
  const id = acteur.genre === "personne" ? acteur.id : "";
  return db.select().from(courriels).where(eq(courriels.utilisateurId, id)).orderBy(courriels.creeLe);
}
