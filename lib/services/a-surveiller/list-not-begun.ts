import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import type { Day } from "@/lib/domain/day";
import { beginsAfter } from "@/lib/domain/statut";
import { conditions } from "@/lib/services/rapport/filter";
import type { NotBegun } from "./a-surveiller.types";

/** The valid dossiers that the TBA does not list yet: their parcours begins after a day. The soonest first. */
export async function listNotBegun(db: Db, etablissementId: string, day: Day): Promise<NotBegun[]> {
  const found = await db
    .select({
      id: dossiers.id,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      parcours: dossiers.parcours,
    })
    .from(dossiers)
    .where(
      and(
        conditions(etablissementId, {}, day),
        eq(dossiers.blocked, false),
        sql`${dossiers.parcours} -> 0 ->> 0 > ${day}`,
      ),
    )
    .orderBy(sql`${dossiers.parcours} -> 0 ->> 0`, asc(dossiers.apprenantSort));
  return found.flatMap(({ parcours, ...dossier }) => {
    const first = beginsAfter(parcours ?? [], day);
    return first === null ? [] : [{ ...dossier, day: first }];
  });
}
