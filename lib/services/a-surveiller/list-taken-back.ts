import { and, asc, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import type { Day } from "@/lib/domain/day";
import { TAKEN_BACK } from "@/lib/services/rapport/columns-sql";
import { conditions } from "@/lib/services/rapport/filter";
import type { TakenBack } from "./a-surveiller.types";

/** True of a dossier whose exclusion was sent, then taken back, and is not to come. */
export function takenBackNow(day: Day): SQL {
  return sql`coalesce(${TAKEN_BACK} <= ${day}::date, false)`;
}

/** The exclusions that the TBA keeps though the dossiers no longer say them. */
export async function listTakenBack(db: Db, etablissementId: string, day: Day): Promise<TakenBack[]> {
  const found = await db
    .select({
      id: dossiers.id,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      exclusion: TAKEN_BACK,
      blocked: dossiers.blocked,
    })
    .from(dossiers)
    .where(and(conditions(etablissementId, {}, day), takenBackNow(day)))
    .orderBy(asc(dossiers.apprenantSort), asc(dossiers.numero));
  return found.flatMap(({ exclusion, blocked, ...dossier }) =>
    exclusion === null ? [] : [{ ...dossier, exclusion, sent: !blocked }],
  );
}
