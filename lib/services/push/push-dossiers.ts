import { randomUUID } from "node:crypto";
import type { Db } from "@/db/database";
import { gateOf } from "@/db/gate";
import { identifierOf } from "@/lib/domain/identity-fields";
import type { JsonObject } from "@/lib/domain/json";
import type { PushNote } from "@/lib/domain/push-notes";
import { refusalsOf } from "@/lib/domain/refusals";
import type { ServiceContext } from "@/lib/services/context";
import type { Entered, OpenJeton } from "@/lib/services/jetons/open-jeton";
import type { Assign } from "./assign";
import { findNamedCall, recordNamedCall } from "./named-calls";
import type { PushNaming, PushOutcome } from "./push.types";
import type { Forecast } from "./push-answers";
import { readForecasts, type TriedRow } from "./read-forecasts";
import { sourceOf, tooLong } from "./received-dossier";
import { type Judged, type Noted, type PushedDossier, takeIn } from "./take-in";
import { inTurn } from "./take-turns";

const BEYOND = {
  champ: "etablissement_formateur_uai",
  sentence: "Ce jeton n'ouvre pas cet établissement : rien de ce dossier n'est repris.",
};

const UNNAMED = {
  champ: "id_erp_apprenant",
  sentence: "L'identifiant de votre logiciel manque : rien de ce dossier n'est repris.",
};

/**
 * A file without identifiers has ones of ours. A software is answered that the TBA refuses such a dossier: it would leave all the same, under
 * a name that its software does not know, and come back under its own.
 */
const isUnnamed = (source: JsonObject) =>
  identifierOf(source) === "" && refusalsOf(source).some(({ champ }) => champ === UNNAMED.champ);

/** What none of it is taken for, whoever it is about. */
const leftOf = (source: JsonObject) => (isUnnamed(source) ? UNNAMED : tooLong(source));

type Sorted = { groups: Map<Entered, PushedDossier[]>; notes: Record<string, PushNote> };

function sort(items: readonly unknown[], assign: Assign): Sorted {
  const sorted: Sorted = { groups: new Map(), notes: {} };
  for (const [index, item] of items.entries()) {
    const etablissement = assign(item);
    const source = sourceOf(item);
    const left = etablissement === null ? BEYOND : leftOf(source);
    if (etablissement === null || left !== null) {
      if (left !== null) sorted.notes[index] = { left };
      continue;
    }
    const group = sorted.groups.get(etablissement);
    if (group === undefined) sorted.groups.set(etablissement, [{ index, source }]);
    else group.push({ index, source });
  }
  return sorted;
}

async function takeAll(
  tx: Db,
  ctx: Pick<ServiceContext, "now" | "address">,
  name: string,
  { groups, notes }: Sorted,
  judged: (etablissement: Entered) => Judged = () => () => {},
): Promise<Record<string, PushNote>> {
  // Of this attempt alone: it may be tried again after somebody else's lock.
  const found = { ...notes };
  const noted: Noted = (index, note) => {
    found[index] = { ...found[index], ...note };
  };
  for (const [etablissement, dossiers] of groups) {
    await takeIn(tx, ctx, etablissement, name, dossiers, { noted, judged: judged(etablissement) });
  }
  return found;
}

/**
 * Takes the dossiers of a software's call in: one transaction, whatever the number of établissements, and the same call again changes
 * nothing. A call that has a name and was answered less than a day ago is answered the same. Throws BUSY, CONFLICT (a name that served for
 * another body).
 */
export async function pushDossiers(
  ctx: Pick<ServiceContext, "db" | "now" | "address">,
  jeton: OpenJeton,
  items: readonly unknown[],
  { assign, naming }: { assign: Assign; naming: PushNaming },
): Promise<PushOutcome> {
  const outcome = (notes: PushOutcome["notes"]): PushOutcome => ({ callId: randomUUID(), at: ctx.now, notes });
  const sorted = sort(items, assign);
  const [first] = jeton.etablissements;
  if (first === undefined || items.length === 0) return outcome({});
  const ids = [...sorted.groups.keys(), first].map(({ id }) => id);
  return inTurn(gateOf(ctx.db).enter(ids), ids, async (tx) => {
    const known = await findNamedCall(tx, first, naming, ctx.now);
    if (known !== null) return known;
    const done = outcome(await takeAll(tx, ctx, jeton.name, sorted));
    await recordNamedCall(tx, first, naming, done);
    return done;
  });
}

/** Carries what was found out of a transaction of which nothing may stay. */
class TakenBack extends Error {
  readonly found: TriedOutcome;

  constructor(found: TriedOutcome) {
    super("Rien n'est écrit.");
    this.found = found;
  }
}

/** What a call would come to, and what each dossier of it would become. */
export type TriedOutcome = PushOutcome & { forecasts: Readonly<Record<string, Forecast>> };

/** The same as a push, by the same code, taken back before anybody sees it: nothing is written. Throws BUSY. */
export async function tryDossiers(
  ctx: Pick<ServiceContext, "db" | "now" | "address">,
  jeton: OpenJeton,
  items: readonly unknown[],
  assign: Assign,
): Promise<TriedOutcome> {
  const sorted = sort(items, assign);
  const ids = [...sorted.groups.keys()].map(({ id }) => id);
  const start = { callId: randomUUID(), at: ctx.now };
  if (ids.length === 0) return { ...start, notes: sorted.notes, forecasts: {} };
  try {
    return await inTurn(gateOf(ctx.db).enter(ids), ids, async (tx): Promise<never> => {
      const tried: TriedRow[] = [];
      const notes = await takeAll(tx, ctx, jeton.name, sorted, ({ id }) => (row) => {
        tried.push({ etablissementId: id, row });
      });
      throw new TakenBack({ ...start, notes, forecasts: await readForecasts(tx, tried, ctx.now) });
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.found;
    throw error;
  }
}
