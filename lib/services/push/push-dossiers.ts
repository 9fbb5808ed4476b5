import { randomUUID } from "node:crypto";
import type { Db } from "@/db/database";
import { gateOf } from "@/db/gate";
import type { PushNote } from "@/lib/domain/push-notes";
import type { ServiceContext } from "@/lib/services/context";
import type { Entered, OpenJeton } from "@/lib/services/jetons/open-jeton";
import type { Assign } from "./assign";
import { findNamedCall, recordNamedCall } from "./named-calls";
import type { PushNaming, PushOutcome } from "./push.types";
import type { Forecast } from "./push-answers";
import { readForecasts, type TriedRow } from "./read-forecasts";
import { type SortedItems, sortItems } from "./sort-items";
import { type Judged, type Noted, takeIn } from "./take-in";
import { inTurn } from "./take-turns";

async function takeAll(
  tx: Db,
  ctx: Pick<ServiceContext, "now" | "address">,
  name: string,
  { groups, notes, copies }: SortedItems,
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
  for (const [index, first] of copies) if (found[first] !== undefined) found[index] = found[first];
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
  const sorted = sortItems(items, assign);
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
  const sorted = sortItems(items, assign);
  const ids = [...sorted.groups.keys()].map(({ id }) => id);
  const start = { callId: randomUUID(), at: ctx.now };
  if (ids.length === 0) return { ...start, notes: sorted.notes, forecasts: {} };
  try {
    return await inTurn(gateOf(ctx.db).enter(ids), ids, async (tx): Promise<never> => {
      const tried: TriedRow[] = [];
      const notes = await takeAll(tx, ctx, jeton.name, sorted, ({ id }) => (row) => {
        tried.push({ etablissementId: id, row });
      });
      const forecasts = await readForecasts(tx, tried, ctx.now);
      for (const [index, first] of sorted.copies)
        if (forecasts[first] !== undefined) forecasts[index] = forecasts[first];
      throw new TakenBack({ ...start, notes, forecasts });
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.found;
    throw error;
  }
}
