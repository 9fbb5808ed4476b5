"use server";

import { formTexts } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import { sayAction } from "@/lib/actions/run-action";
import { BUDGET_AFTER_RESPONSE_MS, deliverAfterResponse } from "@/lib/actions/work-after-response";
import type { ActionState } from "@/lib/domain/action-state.types";
import { queue, workQueue } from "@/lib/night/process-queue";
import { describeUndo, undoChangeSet } from "@/lib/services/dossiers/corrections/undo-change-set";
import { requestTransmission } from "@/lib/services/transmissions/queue/request-transmission";

export async function transmit(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "manage", schema: formTexts("reprise") } as const;
  const state = await sayAction(spec, data, async (scope, { reprise }) => {
    await requestTransmission(scope, await queue(), { resume: reprise === "oui" });
    deliverAfterResponse(() => workQueue(BUDGET_AFTER_RESPONSE_MS));
    return "La transmission est demandée : elle commence dans un instant.";
  });
  refreshPage(state, `/${uai}`, "layout");
  return state;
}

export async function undo(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "manage", schema: formTexts("lot") } as const;
  const state = await sayAction(spec, data, async (scope, { lot }) => describeUndo(await undoChangeSet(scope, lot)));
  refreshPage(state, `/${uai}/etablissement/tableau-de-bord-apprentissage`);
  return state;
}
