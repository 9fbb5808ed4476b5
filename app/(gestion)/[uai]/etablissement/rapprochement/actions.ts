"use server";

import { z } from "zod";
import { boundedForm, formText, formTexts } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import { sayAction } from "@/lib/actions/run-action";
import { workAfterResponse } from "@/lib/actions/work-after-response";
import type { ActionState } from "@/lib/domain/action-state.types";
import { queue } from "@/lib/night/process-queue";
import { answerLine, undoAnswer } from "@/lib/services/rapprochement/answer-line";

const answerForm = boundedForm.transform((data, context) => {
  const same = { meme: true, autre: false }[formText(data, "reponse")];
  const rank = Number(formText(data, "ligne"));
  if (same === undefined || !Number.isSafeInteger(rank) || rank < 0 || rank > 10_000_000) {
    context.addIssue({ code: "custom", message: "Dites si c'est la même personne, ou deux." });
    return z.NEVER;
  }
  return { rapprochementId: formText(data, "rapprochement"), rank, same };
});
const undoForm = formTexts("dossier", "personne");

const path = (uai: string) => `/${encodeURIComponent(uai)}/etablissement/rapprochement`;

export async function answer(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "manage", schema: answerForm } as const;
  const state = await sayAction(spec, data, async (scope, { same, ...line }) => {
    await answerLine(scope, await queue(), line, same);
    workAfterResponse();
    return "C'est noté : les listes sont comparées de nouveau.";
  });
  refreshPage(state, path(uai));
  return state;
}

export async function undo(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "manage", schema: undoForm } as const;
  const state = await sayAction(spec, data, async (scope, { dossier, personne }) => {
    await undoAnswer(scope, await queue(), dossier, personne);
    workAfterResponse();
    return "La réponse est annulée : les listes sont comparées de nouveau.";
  });
  refreshPage(state, path(uai));
  return state;
}
