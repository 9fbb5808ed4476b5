import type { Db } from "@/db/base";
import { appels } from "@/db/schema/appels";
import { transmissions } from "@/db/schema/transmissions";

type Course = Partial<typeof transmissions.$inferInsert> & { etablissementId: string; debut: Date };

/** A run of the clock that went to its end, changed as a test wants; `appel` is the genre of its only call. Answers its id. */
export async function rangerTransmission(db: Db, course: Course, appel: string | null = "reponse"): Promise<string> {
  const fin = new Date(course.debut.getTime() + 60_000);
  const [ligne] = await db
    .insert(transmissions)
    .values({ etat: "terminee", declencheur: "horloge", battement: fin, fin, ...course })
    .returning({ id: transmissions.id });
  if (ligne === undefined) throw new Error("Transmission non créée.");
  if (appel !== null) {
    await db.insert(appels).values({
      transmissionId: ligne.id,
      rang: 1,
      tentative: 1,
      dossiers: 1,
      octets: 2,
      demandeLe: course.debut,
      reponduLe: fin,
      genre: appel,
    });
  }
  return ligne.id;
}
