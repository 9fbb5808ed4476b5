"use server";

import { z } from "zod";
import { refreshPage } from "@/lib/actions/refresh-page";
import { sayAction } from "@/lib/actions/run-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import { describeUndo, undoChangeSet } from "@/lib/services/dossiers/corrections/undo-change-set";

export async function undoOne(uai: string, changeSetId: string, _: ActionState): Promise<ActionState> {
  const spec = { uai, permission: "manage", schema: z.string().max(100) } as const;
  const state = await sayAction(spec, changeSetId, async (scope, id) => describeUndo(await undoChangeSet(scope, id)));
  refreshPage(state, `/${uai}/etablissement`, "layout");
  return state;
}
