"use server";

import { formTexts } from "@/lib/actions/form-fields";
import { runPublicAction, said } from "@/lib/actions/run-action";
import { deliverAfterResponse } from "@/lib/actions/work-after-response";
import type { ActionState } from "@/lib/domain/action-state.types";
import { queue } from "@/lib/night/process-queue";
import { processOutbox } from "@/lib/services/emails/outbox";
import { countResetRequest, sendPasswordReset } from "@/lib/services/users/reset-password";

export async function askLink(_: ActionState, data: FormData): Promise<ActionState> {
  const result = await runPublicAction(formTexts("email"), data, async (ctx, { email }) => {
    await countResetRequest(ctx);
    // Once answered: a known address takes no longer than another.
    deliverAfterResponse(async () => sendPasswordReset(ctx, processOutbox(await queue()), email));
    return "Si cette adresse a un compte, un lien lui est envoyé. Il sert une seule fois, dans l'heure.";
  });
  return said(result);
}
