import { and, desc, eq, isNotNull, isNull, lt } from "drizzle-orm";
import type { Db } from "@/db/base";
import { alertes } from "@/db/schema/alertes";
import { appels } from "@/db/schema/appels";
import { transmissions } from "@/db/schema/transmissions";
import { fermerAlertes } from "./fermer-alertes";
import { type AlerteEnCours, type Comparaison, jugerTransmission } from "./juger-transmission";
import { ouvrirAlertes } from "./ouvrir-alertes";

/** The genre of an answer (appels.genre) that says that the key is not valid. */
const CLE_REFUSEE = "cle-refusee";

async function cleRefusee(tx: Db, transmissionId: string): Promise<boolean> {
  const [dernier] = await tx
    .select({ genre: appels.genre })
    .from(appels)
    .where(and(eq(appels.transmissionId, transmissionId), isNotNull(appels.genre)))
    .orderBy(desc(appels.rang))
    .limit(1);
  return dernier?.genre === CLE_REFUSEE;
}

async function precedenteComplete(tx: Db, etablissementId: string, debut: Date): Promise<Comparaison | null> {
  const [precedente] = await tx
    .select({ acceptes: transmissions.acceptes, invalides: transmissions.invalides })
    .from(transmissions)
    .where(
      and(
        eq(transmissions.etablissementId, etablissementId),
        eq(transmissions.etat, "terminee"),
        eq(transmissions.declencheur, "horloge"),
        isNull(transmissions.repriseDe),
        lt(transmissions.debut, debut),
      ),
    )
    .orderBy(desc(transmissions.debut))
    .limit(1);
  return precedente ?? null;
}

function alertesEnCours(tx: Db, etablissementId: string): Promise<AlerteEnCours[]> {
  return tx
    .select({ genre: alertes.genre, ouverteLe: alertes.ouverteLe, details: alertes.details })
    .from(alertes)
    .where(and(eq(alertes.etablissementId, etablissementId), isNull(alertes.fermeeLe)));
}

/**
 * Opens and closes the alerts that a closed run is about, and writes the e-mails of those that open. Call it in the transaction
 * that closes the run, so that neither goes without the other. Calling it again changes nothing.
 * `definitif` is false when another attempt follows by itself: then a run that stopped is not an alert yet.
 */
export async function alerterApresTransmission(
  db: Db,
  transmissionId: string,
  maintenant: Date,
  definitif: boolean,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [course] = await tx.select().from(transmissions).where(eq(transmissions.id, transmissionId));
    if (course === undefined || course.etat === "en-cours") return;
    const { etablissementId, repriseDe, debut } = course;
    const { ouvrir, fermer } = jugerTransmission(
      { ...course, reprise: repriseDe !== null, cleRefusee: await cleRefusee(tx, transmissionId) },
      await precedenteComplete(tx, etablissementId, debut),
      await alertesEnCours(tx, etablissementId),
      definitif,
    );
    await fermerAlertes(tx, etablissementId, fermer, maintenant);
    await ouvrirAlertes(
      tx,
      ouvrir.map((alerte) => ({ etablissementId, ...alerte })),
      maintenant,
    );
  });
}
