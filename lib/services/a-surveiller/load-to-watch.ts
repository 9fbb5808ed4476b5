import { and, eq, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import { parisDay } from "@/lib/domain/paris-day";
import { hasPermission } from "@/lib/domain/roles";
import type { ServiceContext } from "@/lib/services/context";
import { authorize } from "@/lib/services/etablissements/authorize";
import { statutSoon } from "@/lib/services/rapport/columns-sql";
import type { ToWatch } from "./a-surveiller.types";
import { absentsOf, getLastFile, listAbsents, listDeparts } from "./list-absents";
import { listChanges } from "./list-changes";
import { DUPLICATED, getJumeaux, listDuplicates } from "./list-duplicates";

/** «À surveiller»: what changes by itself, who left without a word, who may be there twice. */
export async function loadToWatch(ctx: ServiceContext, uai: string): Promise<ToWatch> {
  const { id, role } = await authorize(ctx, uai, "view");
  const { db, now } = ctx;
  const last = await getLastFile(db, id);
  return {
    changes: await listChanges(db, id, parisDay(now)),
    file: last,
    absents: await listAbsents(db, id, last),
    departs: await listDeparts(db, id, last),
    duplicates: await listDuplicates(db, id),
    jumeaux: await getJumeaux(db, id),
    canAct: hasPermission(role, "manage"),
  };
}

/** How many things there are to look at, for the menu: one reading of the dossiers. */
export async function countToWatch(ctx: ServiceContext, uai: string): Promise<number> {
  const { id } = await authorize(ctx, uai, "view");
  const { db, now } = ctx;
  const near = statutSoon(parisDay(now));
  const [count] = await db
    .select({
      changes: sql<number>`count(*) filter (where ${near} is not null)`.mapWith(Number),
      duplicates: sql<number>`count(distinct ${dossiers.person}) filter (where ${DUPLICATED})`.mapWith(Number),
    })
    .from(dossiers)
    .where(and(eq(dossiers.etablissementId, id), eq(dossiers.apprenti, true)));
  const last = await getLastFile(db, id);
  const absents = last === null || last.partial ? 0 : await db.$count(dossiers, absentsOf(id, last.id));
  return (count?.changes ?? 0) + (count?.duplicates ?? 0) + absents;
}
