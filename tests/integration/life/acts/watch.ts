import { expect } from "vitest";
import { declareDepart, undoDepart } from "@/lib/services/a-surveiller/declare-depart";
import { declareJumeaux, undoJumeaux } from "@/lib/services/a-surveiller/declare-jumeaux";
import { keepIdentity, undoKeptIdentity } from "@/lib/services/a-surveiller/keep-identity";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { differences, snapshotOf } from "../stored";
import type { Cfa } from "../world";

const snapshot = (cfa: Cfa) => snapshotOf(cfa.tools.database.db, cfa.id);

/** Said, then taken back at once: everything is as it was. */
async function perhapsTakeBack(cfa: Cfa, say: () => Promise<void>, takeBack: () => Promise<unknown>): Promise<string> {
  const before = await snapshot(cfa);
  await say();
  if (!cfa.chances.chance(0.3)) return "";
  await takeBack();
  expect(differences(await snapshot(cfa), before), "repris aussitôt").toEqual([]);
  return ", repris";
}

/** Staff say why somebody left. */
export async function sayDepart(cfa: Cfa): Promise<string> {
  const { pick } = cfa.chances;
  const { id, idErp } = pick([...(await snapshot(cfa)).values()]);
  const reason = pick(["rupture", "exclusion", "fin", "erreur"]);
  const date = pick(["15/11/2026", "10/12/2026", "20/06/2027"]);
  const undone = await perhapsTakeBack(
    cfa,
    () => cfa.act(declareDepart, id, { reason, date, cause: "" }),
    () => cfa.act(undoDepart, id),
  );
  return `${idErp} ${reason}${undone}`;
}

export async function takeDepartBack(cfa: Cfa): Promise<string> {
  const { departs } = await cfa.ask(loadToWatch);
  const { id, apprenant } = cfa.chances.pick(departs);
  await cfa.act(undoDepart, id);
  return apprenant;
}

/** Two identifiers of one person: twins, or one of them is kept. */
export async function settleDuplicate(cfa: Cfa): Promise<string> {
  const { pick } = cfa.chances;
  const { duplicates } = await cfa.ask(loadToWatch);
  const [{ identifier: one }, { identifier: other }] = pick(duplicates);
  const how = pick(["jumeaux", "garder"] as const);
  const [say, takeBack] = how === "jumeaux" ? [declareJumeaux, undoJumeaux] : [keepIdentity, undoKeptIdentity];
  const undone = await perhapsTakeBack(
    cfa,
    () => cfa.act(say, one, other),
    () => cfa.act(takeBack, one, other),
  );
  return `${how} ${one} ${other}${undone}`;
}

export async function takeIdentityBack(cfa: Cfa): Promise<string> {
  const { jumeaux, keptIdentities } = await cfa.ask(loadToWatch);
  const said = [
    ...jumeaux.map(({ first, second }) => ({ undo: undoJumeaux, pair: [first, second] as const })),
    ...keptIdentities.map(({ kept, dropped }) => ({ undo: undoKeptIdentity, pair: [kept, dropped] as const })),
  ];
  const { undo, pair } = cfa.chances.pick(said);
  await cfa.act(undo, ...pair);
  return pair.join(" ");
}
