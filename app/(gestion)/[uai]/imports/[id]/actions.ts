"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { parseColumnsForm } from "@/components/imports/columns/parse-columns-form";
import { parseRowsForm } from "@/components/imports/preview/parse-rows-form";
import { boundedForm } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import { runAction, sayAction } from "@/lib/actions/run-action";
import { workAfterResponse } from "@/lib/actions/work-after-response";
import type { ActionState } from "@/lib/domain/action-state.types";
import { queue } from "@/lib/night/process-queue";
import { cancelImport } from "@/lib/services/imports/cancel-import";
import { answerRows } from "@/lib/services/imports/preview/answer-rows";
import { mendCells } from "@/lib/services/imports/preview/mend-cells";
import { chooseColumns } from "@/lib/services/imports/reading/choose-columns";
import { readAnyway, requestApplication } from "@/lib/services/imports/request-import";
import { describeImportUndone, undoImport } from "@/lib/services/imports/undo-import";

const press = (id: string) => z.unknown().transform(() => id);
const pathOf = (uai: string, id: string) => `/${encodeURIComponent(uai)}/imports/${encodeURIComponent(id)}`;

export async function apply(uai: string, id: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "manage", schema: press(id) } as const;
  const state = await sayAction(spec, data, async (scope, importId) => {
    await requestApplication(scope, await queue(), importId);
    workAfterResponse();
    return "";
  });
  refreshPage(state, pathOf(uai, id));
  return state;
}

export async function cancel(uai: string, id: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "manage", schema: press(id) } as const;
  const result = await runAction(spec, data, cancelImport);
  if (!result.ok) return result.state;
  refreshPage(result, pathOf(uai, id));
  redirect(`/${encodeURIComponent(uai)}/imports`);
}

export async function readAgain(uai: string, id: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "manage", schema: press(id) } as const;
  const state = await sayAction(spec, data, async (scope, importId) => {
    await readAnyway(scope, await queue(), importId);
    workAfterResponse();
    return "";
  });
  refreshPage(state, pathOf(uai, id));
  return state;
}

export async function choose(uai: string, id: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "manage", schema: boundedForm.transform(parseColumnsForm) } as const;
  const result = await runAction(spec, data, async (scope, input) => {
    await chooseColumns(scope, await queue(), id, input);
    workAfterResponse();
  });
  if (!result.ok) return result.state;
  refreshPage(result, pathOf(uai, id));
  redirect(pathOf(uai, id));
}

export async function answer(uai: string, id: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "manage", schema: boundedForm.transform(parseRowsForm) } as const;
  const state = await sayAction(spec, data, async (scope, input) => {
    if (input.kind === "mend") await mendCells(scope, id, input.cells);
    else await answerRows(scope, id, input.ranks, input.answer);
    return "C'est noté : l'aperçu est à jour.";
  });
  refreshPage(state, pathOf(uai, id));
  return state;
}

export async function undo(uai: string, id: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "manage", schema: press(id) } as const;
  const state = await sayAction(spec, data, async (scope, importId) =>
    describeImportUndone(await undoImport(scope, importId)),
  );
  refreshPage(state, `/${uai}`, "layout");
  return state;
}
