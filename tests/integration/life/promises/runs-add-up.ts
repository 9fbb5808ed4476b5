import { asc, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { rows } from "@/db/database";
import { calls, results, transmissions } from "@/db/schema/transmissions";
import type { RecordedCall } from "@/scripts/tba-simulateur/call-log";
import { DOSSIERS_PATH } from "@/scripts/tba-simulateur/tba-routes";
import type { Cfa } from "../world";

/** The calls that the TBA received since its log was emptied. */
async function callsReceived({ tools: { simulator } }: Cfa): Promise<RecordedCall[]> {
  const all = (await (await fetch(`${simulator.url}/_simulateur/appels`)).json()) as RecordedCall[];
  return all.filter(({ chemin, methode }) => methode === "POST" && chemin === DOSSIERS_PATH);
}

/** Every run of a CFA adds up; each dossier that did not leave says why, as long as nobody had it erased or removed. */
export async function runsAddUp({ id, tools, forgot }: Cfa): Promise<void> {
  const { db } = tools.database;
  for (const run of await db.select().from(transmissions).where(eq(transmissions.etablissementId, id))) {
    expect(run.status, "une transmission qui ne finit pas").not.toBe("running");
    const { eligibles, accepted, refused, notSent } = run;
    expect({ run: run.id, eligibles }).toEqual({ run: run.id, eligibles: accepted + refused + notSent });
    const told = await db.select().from(results).where(eq(results.transmissionId, run.id));
    for (const [outcome, count] of [["refused", refused] as const, ["not-sent", notSent] as const]) {
      const own = told.filter((result) => result.outcome === outcome);
      if (forgot) expect(own.length).toBeLessThanOrEqual(count);
      else expect(own, outcome).toHaveLength(count);
    }
    expect(told.filter(({ messages }) => messages.join("") === "")).toEqual([]);
  }
}

/** A run just over is told as the TBA lived it: its calls are those that it received, each dossier has one outcome. */
export async function runAsReceived(cfa: Cfa, transmissionId: string): Promise<void> {
  const { db } = cfa.tools.database;
  const received = await callsReceived(cfa);
  const own = await db
    .select()
    .from(calls)
    .where(eq(calls.transmissionId, transmissionId))
    .orderBy(asc(calls.sequence));
  expect(own.map(({ sequence }) => sequence)).toEqual(own.map((_, rank) => rank + 1));
  // A connection that is cut before the body is read does not say how many dossiers it was to carry.
  expect(
    own.map(({ dossiers }) => dossiers),
    "appels reçus par le TBA",
  ).toEqual(received.map(({ dossiers }, rank) => dossiers ?? own[rank]?.dossiers));
  for (const [rank, { statut, panne }] of received.entries()) {
    if (panne !== null) continue;
    expect(own[rank]?.kind === "answer", `appel ${rank + 1}`).toBe(statut === 200);
  }
  const outcomes = await rows<{ id: string; n: number }>(
    db,
    sql`select id, count(*)::int as n from (
        select unnest(dossier_ids) as id from calls where transmission_id = ${transmissionId}::uuid and kind = 'answer'
        union all select dossier_id from results where transmission_id = ${transmissionId}::uuid and (outcome = 'not-sent' or call_id is null)
      ) told group by id having count(*) > 1`,
  );
  expect(outcomes, "un dossier, un sort").toEqual([]);
}
