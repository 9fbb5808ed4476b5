"use server";

import { revalidatePath } from "next/cache";
import { after } from "next/server";
import { formText, signedInAction } from "@/lib/actions/signed-in-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import { queue, workQueue } from "@/lib/night/process-queue";
import { describeUndo } from "@/lib/services/dossiers/corrections/describe-undo";
import { undoChangeSet } from "@/lib/services/dossiers/corrections/undo-change-set";
import { requestTransmission } from "@/lib/services/transmissions/queue/request-transmission";

/** What a function that answers a person may spend on the queue afterwards, where no worker runs. */
const BUDGET_AFTER_RESPONSE_MS = 50_000;

export async function transmit(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const etat = await signedInAction(async (ctx) => {
    await requestTransmission(ctx, uai, await queue(), { resume: data.get("reprise") === "oui" });
    after(() => workQueue(BUDGET_AFTER_RESPONSE_MS));
    return "La transmission est demandée : elle commence dans un instant.";
  });
  revalidatePath(`/${uai}`, "layout");
  return etat;
}

export async function undo(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const etat = await signedInAction(async (ctx) => describeUndo(await undoChangeSet(ctx, uai, formText(data, "lot"))));
  revalidatePath(`/${uai}/etablissement/tableau-de-bord-apprentissage`);
  return etat;
}
