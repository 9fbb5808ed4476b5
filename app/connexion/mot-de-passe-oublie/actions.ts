"use server";

import { formTexts } from "@/lib/actions/form-fields";
import { runPublicAction, said } from "@/lib/actions/run-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import { queue } from "@/lib/night/process-queue";
import { processOutbox } from "@/lib/services/emails/outbox";
import { askPasswordReset } from "@/lib/services/users/reset-password";

export async function askLink(_: ActionState, data: FormData): Promise<ActionState> {
  const result = await runPublicAction(formTexts("email"), data, async (ctx, { email }) => {
    await askPasswordReset(ctx, processOutbox(await queue()), email);
    return "Si cette adresse a un compte, un lien vient de lui être envoyé. Il sert une seule fois, dans l'heure.";
  });
  return said(result);
}
