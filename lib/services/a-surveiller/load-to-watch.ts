import { parisDay } from "@/lib/domain/paris-day";
import { hasPermission } from "@/lib/domain/roles";
import { requirePermission, type Scope } from "@/lib/services/etablissements/scope";
import type { ToWatch } from "./a-surveiller.types";
import { listKeptIdentities } from "./keep-identity";
import { getLastFile, listAbsents, listDeparts } from "./list-absents";
import { listChanges } from "./list-changes";
import { getJumeaux, listDuplicates } from "./list-duplicates";
import { listHeldPushes } from "./list-held-pushes";
import { listLeftBehind } from "./list-left-behind";
import { listNotBegun } from "./list-not-begun";
import { listTakenBack } from "./list-taken-back";
import { listPushingSoftwares, listUnpushed } from "./list-unpushed";

/** «À surveiller»: what changes by itself, who left without a word, who may be there twice, whose identifier came twice. */
export async function loadToWatch(scope: Scope): Promise<ToWatch> {
  const { id, role } = requirePermission(scope, "view");
  const { db, now } = scope;
  const today = parisDay(now);
  const last = await getLastFile(db, id);
  const [changes, takenBack, leftBehind, notBegun, absents, unpushed, softwares, departs, duplicates] =
    await Promise.all([
      listChanges(db, id, today),
      listTakenBack(db, id, today),
      listLeftBehind(db, id),
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
    leftBehind,
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
