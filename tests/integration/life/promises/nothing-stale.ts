import { expect } from "vitest";
import { reprepareEtablissement } from "@/lib/services/preparation/reprepare";
import { forgetReadyLines, shownPages } from "../pages";
import { differences, snapshotOf } from "../stored";
import type { Cfa } from "../world";

/** What is stored, and what pages show, is what computing everything again from what was received and corrected would say. */
export async function nothingStale(cfa: Cfa): Promise<void> {
  const { db } = cfa.tools.database;
  const [stored, shown] = [await snapshotOf(db, cfa.id), await shownPages(cfa)];
  await reprepareEtablissement(db, cfa.id);
  expect(differences(stored, await snapshotOf(db, cfa.id)), "dossiers préparés de nouveau").toEqual([]);
  await forgetReadyLines(db, cfa.id);
  expect(shown, "pages refaites").toEqual(await shownPages(cfa));
}
