import { and, asc, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/database";
import { dossiers } from "@/db/schema/dossiers";
import { type Day, dayToNumber } from "@/lib/domain/day";
import type { JsonObject } from "@/lib/domain/json";
import { read } from "@/lib/domain/reading";
import { nextChange, statutOnDay } from "@/lib/domain/statut";
import { statutSoon } from "@/lib/services/rapport/columns-sql";
import { conditions } from "@/lib/services/rapport/filter";
import type { Change } from "./a-surveiller.types";

/** The dossiers that take another status by themselves within DAYS_AHEAD days, the soonest first. */
export async function listChanges(db: Db, etablissementId: string, day: Day): Promise<Change[]> {
  const found = await db
    .select({
      id: dossiers.id,
      apprenant: dossiers.apprenant,
      formation: dossiers.formation,
      parcours: dossiers.parcours,
      payload: dossiers.payload,
    })
    .from(dossiers)
    .where(and(conditions(etablissementId, {}, day), isNotNull(statutSoon(day))))
    .orderBy(asc(dossiers.apprenantSort), asc(dossiers.numero));
  const changes = found.flatMap(({ parcours, payload, ...dossier }): Change[] => {
    const step = nextChange(parcours ?? [], day);
    if (step === null || parcours === null) return [];
    const exclusion = read(JSON.parse(payload) as JsonObject).exclusion === dayToNumber(step[0]);
    return [{ ...dossier, day: step[0], current: statutOnDay(parcours, day), statut: step[1], exclusion }];
  });
  return changes.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
