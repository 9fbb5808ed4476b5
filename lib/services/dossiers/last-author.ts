import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { changeSets, correctionChanges } from "@/db/schema/corrections";
import { dossiers } from "@/db/schema/dossiers";
import { imports } from "@/db/schema/imports";
import { users } from "@/db/schema/users";
import type { ChampKey } from "@/lib/domain/champs";

/** Who last gave a field its value, as a sentence says it: a person's name, or «le logiciel» for an import that came after. */
export async function lastAuthor(db: Db, dossierId: string, champ: ChampKey): Promise<string> {
  const [correction] = await db
    .select({ at: changeSets.at, name: users.name })
    .from(correctionChanges)
    .innerJoin(changeSets, eq(changeSets.id, correctionChanges.changeSetId))
    .leftJoin(users, eq(users.id, changeSets.by))
    .where(and(eq(correctionChanges.dossierId, dossierId), eq(correctionChanges.champ, champ)))
    .orderBy(desc(changeSets.at))
    .limit(1);
  const [received] = await db
    .select({ at: imports.at })
    .from(dossiers)
    .innerJoin(imports, eq(imports.id, dossiers.importId))
    .where(eq(dossiers.id, dossierId));
  if (correction === undefined || (received !== undefined && received.at > correction.at)) return "le logiciel";
  return correction.name ?? "une personne partie depuis";
}
