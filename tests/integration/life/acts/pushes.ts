import { expect } from "vitest";
import type { ChampKey } from "@/lib/domain/champs";
import { loadToWatch } from "@/lib/services/a-surveiller/load-to-watch";
import { answerHeldPush } from "@/lib/services/push/answer-held-push";
import type { CorrectionList } from "@/lib/services/software/software-answers";
import { push } from "@/tests/factories/software";
import { NothingToDo } from "../chances";
import { typedIsKept } from "../promises/typed-values";
import { toPush } from "../school-software";
import { differences, digestOf, snapshotOf, touched } from "../stored";
import type { Cfa } from "../world";

/** One of the two softwares calls, with all or a part of what it has; a trial writes nothing, the same call again changes nothing. */
export async function softwarePushes(cfa: Cfa): Promise<string> {
  const { chances, jetons, school, tools } = cfa;
  const { db } = tools.database;
  const jeton = chances.pick(jetons);
  const whole = chances.chance(0.5);
  const sent = toPush(whole ? school.pupils : school.pupils.filter(() => chances.chance(0.4)));
  if (sent.length === 0) throw new NothingToDo();
  const before = await snapshotOf(db, cfa.id);
  if (chances.chance(0.3)) {
    const untouched = await digestOf(db, [cfa.id]);
    expect((await push(tools.server.url, jeton, sent, {}, "/essai")).status).toBe(200);
    // Of a jeton, when it last served is kept.
    expect(touched(untouched, await digestOf(db, [cfa.id])), "essai d'un logiciel").toEqual(["jetons"]);
  }
  const call = async () => {
    const { status } = await push(tools.server.url, jeton, sent);
    expect(status).toBe(200);
    return snapshotOf(db, cfa.id);
  };
  const once = await call();
  expect(
    [...before.keys()].filter((id) => !once.has(id)),
    "dossiers disparus",
  ).toEqual([]);
  await typedIsKept(cfa, before, once);
  expect(differences(await call(), once), "le même appel").toEqual([]);
  return `${sent.length} sur ${school.pupils.length}`;
}

/** What the secretariat corrected, as a software reads it. */
async function correctionsRead({ jetons: [jeton], tools }: Cfa): Promise<CorrectionList["corrections"]> {
  const address = `${tools.server.url}/api/v3/corrections?limite=2000`;
  const response = await fetch(address, { headers: { authorization: `Bearer ${jeton}` } });
  return ((await response.json()) as CorrectionList).corrections;
}

/** The software takes our corrections back and sends what it now has: nothing is left to correct there. */
export async function softwareTakesCorrections(cfa: Cfa): Promise<string> {
  const { school, tools, jetons } = cfa;
  const taken = await correctionsRead(cfa);
  const own = school.pupils.flatMap((pupil) => {
    const same = school.pupils.filter((other) => other.id_erp_apprenant === pupil.id_erp_apprenant);
    const correction = taken.find(
      ({ id_erp_apprenant: id, annee_scolaire: year }) =>
        id === pupil.id_erp_apprenant && year === pupil.annee_scolaire,
    );
    return correction === undefined || same.length > 1 ? [] : [{ pupil, correction }];
  });
  if (own.length === 0) throw new NothingToDo();
  for (const { pupil, correction } of own) {
    for (const corrected of correction.champs) pupil[corrected.champ as ChampKey] = String(corrected.valeur ?? "");
  }
  const sent = own.map(({ pupil }) => pupil);
  const { status } = await push(tools.server.url, jetons[0], toPush(sent));
  expect(status).toBe(200);
  const left = new Set(
    (await correctionsRead(cfa)).map(({ id_erp_apprenant: id, annee_scolaire: year }) => `${id} ${year}`),
  );
  const waiting = new Set((await cfa.ask(loadToWatch)).held.map(({ identifier }) => identifier));
  const back = sent.flatMap(({ id_erp_apprenant: id, annee_scolaire: year }) =>
    waiting.has(id ?? "") ? [] : [`${id} ${year}`],
  );
  expect(
    back.filter((name) => left.has(name)),
    "corrections reprises par le logiciel",
  ).toEqual([]);
  return back.join(", ");
}

/** Whose a dossier is that came under somebody else's identifier. */
export async function settleHeldPush(cfa: Cfa): Promise<string> {
  const { held } = await cfa.ask(loadToWatch);
  const { id, identifier } = cfa.chances.pick(held);
  const answer = cfa.chances.pick(["same", "other"] as const);
  await cfa.act(answerHeldPush, id, answer);
  return `${identifier} ${answer}`;
}
