import { and, eq, sql } from "drizzle-orm";
import { dossiers } from "@/db/schema/dossiers";
import { heldPushes } from "@/db/schema/pushes";
import { parisDay } from "@/lib/domain/paris-day";
import { hasPermission } from "@/lib/domain/roles";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import { statutSoon } from "@/lib/services/rapport/columns-sql";
import type { ToWatch } from "./a-surveiller.types";
import { listKeptIdentities } from "./keep-identity";
import { absentsOf, getLastFile, listAbsents, listDeparts } from "./list-absents";
import { listChanges } from "./list-changes";
import { DUPLICATED, getJumeaux, listDuplicates } from "./list-duplicates";
import { listHeldPushes } from "./list-held-pushes";
import { listNotBegun } from "./list-not-begun";
import { listTakenBack, takenBackNow } from "./list-taken-back";
import { listPushingSoftwares, listUnpushed, unpushedOf } from "./list-unpushed";

/** «À surveiller»: what changes by itself, who left without a word, who may be there twice, whose identifier came twice. */
export async function loadToWatch(scope: Scope): Promise<ToWatch> {
  const { id, role } = requirePermission(scope, "view");
  const { db, now } = scope;
  const today = parisDay(now);
  const last = await getLastFile(db, id);
  const [changes, takenBack, notBegun, absents, unpushed, softwares, departs, duplicates] = await Promise.all([
    listChanges(db, id, today),
    listTakenBack(db, id, today),
    listNotBegun(db, id, today),
    listAbsents(db, id, last),
    listUnpushed(db, id),
    listPushingSoftwares(db, id),
    listDeparts(db, id, last),
    listDuplicates(db, id),
  ]);
  const [jumeaux, keptIdentities, held] = await Promise.all([
    getJumeaux(db, id),
    listKeptIdentities(db, id),
    listHeldPushes(db, id),
  ]);
  const canAct = hasPermission(role, "manage");
  const doubles = { duplicates, jumeaux, keptIdentities, held };
  return {
    changes,
    takenBack,
    notBegun,
    today,
    file: last,
    softwares,
    absents: [...absents, ...unpushed],
    departs,
    ...doubles,
    canAct,
  };
}

/** How many things there are to look at, for the menu: one reading of the dossiers. */
export async function countToWatch(scope: Scope): Promise<number> {
  const { id } = requirePermission(scope, "view");
  const { db, now } = scope;
  const today = parisDay(now);
  const near = statutSoon(today);
  const [count] = await db
    .select({
      changes: sql<number>`count(*) filter (where ${near} is not null)`.mapWith(Number),
      takenBack: sql<number>`count(*) filter (where ${takenBackNow(today)})`.mapWith(Number),
      duplicates: sql<number>`count(distinct ${dossiers.person}) filter (where ${DUPLICATED})`.mapWith(Number),
    })
    .from(dossiers)
    .where(and(eq(dossiers.etablissementId, id), eq(dossiers.apprenti, true)));
  const last = await getLastFile(db, id);
  const ofFile = last === null || last.partial ? 0 : await db.$count(dossiers, absentsOf(id, last.id));
  const absents = ofFile + (await db.$count(dossiers, unpushedOf(id)));
  const held = await db.$count(heldPushes, eq(heldPushes.etablissementId, id));
  return (count?.changes ?? 0) + (count?.takenBack ?? 0) + (count?.duplicates ?? 0) + absents + held;
}
