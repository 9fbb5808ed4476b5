import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { jetons } from "@/db/schema/jetons";
import { heldPushes, pushSightings } from "@/db/schema/pushes";
import type { JsonObject } from "@/lib/domain/json";

async function softwareOf(db: Db, etablissementId: string, secretHash: string): Promise<string> {
  const [jeton] = await db
    .insert(jetons)
    .values({ etablissementId, name: "Logiciel", rights: ["send"], secretHash })
    .returning({ id: jetons.id });
  if (jeton === undefined) throw new Error("Préparation manquée");
  return jeton.id;
}

/** A software sent a dossier of an établissement, for the last time at an instant. */
export async function storeSighting(db: Db, etablissementId: string, identifier: string, at: Date): Promise<void> {
  const jetonId = await softwareOf(db, etablissementId, `${etablissementId} ${identifier}`);
  const own = and(eq(dossiers.etablissementId, etablissementId), eq(dossiers.idErpApprenant, identifier));
  const [dossier] = await db.select({ id: dossiers.id }).from(dossiers).where(own);
  if (dossier === undefined) throw new Error(`Pas de dossier ${identifier}`);
  await db.insert(pushSightings).values({ dossierId: dossier.id, etablissementId, jetonId, at });
}

/** A software, by one of its jetons, sent at an instant all the dossiers of an établissement, or its `rank`th alone, from 0. */
export async function storeSightings(db: Db, etablissementId: string, jetonId: string, at: Date, rank?: number) {
  const own = await db
    .select({ id: dossiers.id })
    .from(dossiers)
    .where(eq(dossiers.etablissementId, etablissementId))
    .orderBy(dossiers.idErpApprenant);
  const sent = rank === undefined ? own : own.slice(rank, rank + 1);
  await db
    .insert(pushSightings)
    .values(sent.map(({ id }) => ({ dossierId: id, etablissementId, jetonId, at })))
    .onConflictDoUpdate({ target: pushSightings.dossierId, set: { jetonId, at } });
}

type Held = { etablissementId: string; dossierId: string; idErpApprenant: string; source: JsonObject };

/** A software sent this under the identifier of a dossier, and nobody said whose it is. */
export async function storeHeldPush(db: Db, held: Held): Promise<void> {
  const jetonId = await softwareOf(db, held.etablissementId, `${held.dossierId} ${held.idErpApprenant}`);
  await db.insert(heldPushes).values({ ...held, jetonId, anneeScolaire: "2024-2025", at: new Date() });
}
