import { eq } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { heldPushes } from "@/db/schema/pushes";
import { absentsOf, getLastFile } from "./list-absents";
import { unpushedOf } from "./list-unpushed";

/** What «À surveiller» counts that no dossier says by itself: those who are absent from a file or a software's calls, and what waits for an answer. */
export async function countAround(db: Db, etablissementId: string): Promise<number> {
  const last = await getLastFile(db, etablissementId);
  const absents = last === null || last.partial ? 0 : await db.$count(dossiers, absentsOf(etablissementId, last.id));
  const unpushed = await db.$count(dossiers, unpushedOf(etablissementId));
  return absents + unpushed + (await db.$count(heldPushes, eq(heldPushes.etablissementId, etablissementId)));
}
