import { randomUUID } from "node:crypto";
import type { Db } from "@/db/database";
import { gateOf } from "@/db/gate";
import { reseaux } from "@/db/schema/etablissements";
import { supervisions } from "@/db/schema/users";
import { actorId, type ServiceContext } from "@/lib/services/context";
import { newEtablissement, person, type TestEtablissement } from "./etablissement";

export type TestReseau = {
  id: string;
  name: string;
  etablissements: TestEtablissement[];
  /** Acts on the requests' connections, where no établissement's row is in reach. */
  superviseur: ServiceContext;
};

/** A réseau of its own for a test, with some établissements and the person who supervises them. */
export async function newReseau(db: Db, size: number): Promise<TestReseau> {
  const name = `Réseau ${randomUUID()}`;
  const [reseau] = await db.insert(reseaux).values({ name }).returning({ id: reseaux.id });
  if (reseau === undefined) throw new Error("Réseau non créé.");
  const etablissements: TestEtablissement[] = [];
  for (let n = 0; n < size; n++) etablissements.push(await newEtablissement(db, reseau.id));
  const who = await person(db, null, "lecteur");
  await db.insert(supervisions).values({ userId: actorId(who.actor) ?? "", reseauId: reseau.id });
  return { id: reseau.id, name, etablissements, superviseur: { ...who, db: gateOf(db).request } };
}
