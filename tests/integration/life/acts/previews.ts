import { expect } from "vitest";
import { cancelImport } from "@/lib/services/imports/cancel-import";
import { loadImport } from "@/lib/services/imports/preview/load-import";
import { requestApplication } from "@/lib/services/imports/request-import";
import { NothingToDo } from "../chances";
import { differences, snapshotOf } from "../stored";
import type { Cfa } from "../world";
import { checkApplied, importRow, lookAtPreview, receiveExport, told } from "./imports";

const snapshot = (cfa: Cfa) => snapshotOf(cfa.tools.database.db, cfa.id);

/** A file is read, and its preview left for another day, or for somebody else. */
export async function leavePreview(cfa: Cfa): Promise<string> {
  const id = await receiveExport(cfa);
  const { state } = await importRow(cfa, id);
  if (state !== "preview") {
    await cfa.ask(cancelImport, id);
    return state;
  }
  cfa.previews.push(id);
  return `${cfa.previews.length} en attente`;
}

/** What is asked of a preview, which is applied as it shows or shown anew without anything written; answers what it promised. */
async function apply(cfa: Cfa, id: string): Promise<{ state: string; promised: string; asks: number }> {
  const promised = told(await importRow(cfa, id));
  const { table } = await cfa.ask(loadImport, id, { view: null, page: 1 });
  await cfa.ask(requestApplication, cfa.tools.queue.boss, id);
  await cfa.tools.queue.work();
  return { state: (await importRow(cfa, id)).state, promised, asks: table?.counts["a-confirmer"] ?? 0 };
}

/** A preview of any day is applied: what it showed is what happens, or nothing does, it says so and is made anew. */
export async function applyLeftPreview(cfa: Cfa): Promise<string> {
  const { chances } = cfa;
  const id = chances.pick(cfa.previews);
  cfa.previews = cfa.previews.filter((other) => other !== id);
  // Previews that nobody applies go after some days.
  const left = await importRow(cfa, id).catch(() => null);
  if (left === null) throw new NothingToDo();
  if (chances.chance(0.3)) await lookAtPreview(cfa, id);
  const before = await snapshot(cfa);
  let done = await apply(cfa, id);
  const overtaken = done.state === "preview";
  if (overtaken) {
    expect(differences(await snapshot(cfa), before), "un aperçu devancé").toEqual([]);
    expect((await importRow(cfa, id)).refusal).toContain("L'aperçu vient d'être refait");
    done = await apply(cfa, id);
  }
  await checkApplied(cfa, id, before);
  if (done.asks === 0) expect(told(await importRow(cfa, id)), "ce que l'aperçu promettait").toBe(done.promised);
  return `${overtaken ? "devancé, " : ""}${done.promised}`;
}
