import { expect, vi } from "vitest";
import { ServiceError } from "@/lib/errors";
import * as corrections from "./acts/corrections";
import * as house from "./acts/house";
import * as imports from "./acts/imports";
import { transmit } from "./acts/nights";
import * as previews from "./acts/previews";
import * as pushes from "./acts/pushes";
import * as reports from "./acts/reports";
import * as watch from "./acts/watch";
import { chancesOf, NothingToDo } from "./chances";
import { nothingStale } from "./promises/nothing-stale";
import { toldOfOldDossiers } from "./promises/old-dossiers";
import { runsAddUp } from "./promises/runs-add-up";
import { sameFigures } from "./promises/same-figures";
import { toldOfInvalid } from "./promises/told-software";
import { trueAtTba } from "./promises/true-at-tba";
import { digestOf, touched } from "./stored";
import { type Cfa, newWorld, type Tools, type World } from "./world";

const MINUTE_MS = 60_000;

/** What happens to a CFA, how often, and under which name a failed life tells it. */
const ACTS: readonly [weight: number, name: string, act: (cfa: Cfa) => Promise<string>][] = [
  [8, "dans l'école", async ({ school }) => school.live()],
  [10, "importe", imports.dropFile],
  [4, "importe sans aperçu", imports.dropFileUnseen],
  [5, "laisse un aperçu", previews.leavePreview],
  [6, "applique un aperçu laissé", previews.applyLeftPreview],
  [4, "annule l'import", imports.undoLastImport],
  [4, "télécharge le rapport", reports.downloadReport],
  [4, "renvoie le rapport", reports.sendReportBack],
  [6, "pousse", pushes.softwarePushes],
  [3, "reprend les corrections dans son logiciel", pushes.softwareTakesCorrections],
  [4, "répond d'un identifiant", pushes.settleHeldPush],
  [7, "corrige", corrections.correctOne],
  [6, "corrige une cause", corrections.correctCauseOfPlan],
  [3, "annule une correction", corrections.undoOldCorrection],
  [2, "confirme", corrections.sayRight],
  [3, "écrit un dossier", corrections.writeDossier],
  [9, "transmet", transmit],
  [4, "dit un départ", watch.sayDepart],
  [2, "reprend un départ", watch.takeDepartBack],
  [4, "tranche un doublon", watch.settleDuplicate],
  [2, "reprend ce choix", watch.takeIdentityBack],
  [2, "demande les couples", house.askCouples],
  [1, "garde moins longtemps", house.keepLess],
  [1, "change de clé", house.changeKey],
  [2, "prévient", house.toggleEndpoint],
  [3, "dépose la liste du TBA", house.compareWithTba],
  [1, "efface quelqu'un", house.eraseSomebody],
  [1, "lève un effacement", house.readmitSomebody],
];
const BY_WEIGHT = ACTS.flatMap(([weight, name, act]) => Array.from({ length: weight }, () => ({ name, act })));

/** What is promised at every moment of the life of a CFA. */
async function keepsItsPromises(world: World, cfa: Cfa): Promise<void> {
  await toldOfInvalid(cfa);
  await sameFigures(world, cfa);
  await trueAtTba(cfa);
  await toldOfOldDossiers(cfa);
  await runsAddUp(cfa);
  // Not each time: what is brought up to date little by little must hold over several acts.
  if (cfa.chances.chance(0.5)) await nothingStale(cfa);
}

/** One step: something happens to one of the CFAs, and nothing of the other is touched. A refusal is an answer like another. */
async function step(world: World, story: string[]): Promise<void> {
  const { cfas, chances, tools } = world;
  const { below, chance, pick } = chances;
  vi.setSystemTime(Date.now() + MINUTE_MS * (5 + below(600)));
  if (chance(0.06)) {
    story.push(`les jours passent : ${await house.daysGoBy(world)}`);
    for (const cfa of cfas) await keepsItsPromises(world, cfa);
    return;
  }
  const cfa = pick(cfas);
  const others = cfas.filter((one) => one !== cfa).map(({ id }) => id);
  const apart = await digestOf(tools.database.db, others);
  const { name, act } = pick(BY_WEIGHT);
  story.push(`${cfa.rank} ${name}…`);
  const told = await act(cfa).catch((error: unknown) => {
    if (error instanceof NothingToDo) return null;
    if (error instanceof ServiceError) return `refusé : ${error.message}`;
    throw error;
  });
  if (told === null) {
    story.pop();
    return;
  }
  story[story.length - 1] = `${cfa.rank} ${name} : ${told}`;
  expect(touched(apart, await digestOf(tools.database.db, others)), "chez l'autre CFA").toEqual([]);
  await keepsItsPromises(world, cfa);
}

/** Plays the life that a seed makes. Throws what does not hold, with the seed and the story so far. */
export async function live(tools: Tools, seed: number, steps: number): Promise<string[]> {
  const story: string[] = [];
  try {
    const world = await newWorld(tools, chancesOf(seed), seed);
    for (const cfa of world.cfas) {
      story.push(`${cfa.rank} importe : ${await imports.dropFileUnseen(cfa)}`);
      await keepsItsPromises(world, cfa);
    }
    while (story.length < steps) await step(world, story);
    for (const cfa of world.cfas) await nothingStale(cfa);
    return story;
  } catch (error) {
    if (error instanceof Error) error.message = `vie ${seed}, ${story.join("\n")}\n${error.message}`;
    throw error;
  }
}
