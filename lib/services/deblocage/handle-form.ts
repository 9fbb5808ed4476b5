import type { ServiceContext } from "@/lib/services/context";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { correctCause, previewCorrection } from "./correct-cause";
import type { DeblocageState } from "./deblocage.types";
import type { CauseRequest } from "./open-cause";
import { type CauseForm, summarizeInputs } from "./parse-inputs";

type Params = Record<string, string | string[] | undefined>;

const only = (value: string | string[] | undefined) => (Array.isArray(value) ? (value[0] ?? "") : (value ?? ""));

/** What the address of a cause's page asks for. */
export function parseRequest(key: string, params: Params): CauseRequest {
  return {
    key,
    searches: parseFilters(params).searches,
    champ: only(params.champ),
    by: only(params.par),
  };
}

export type FormAnswer = { changeSetId: string } | Pick<DeblocageState, "inputs" | "preview" | "seen">;

/**
 * A press on the correction's form: shows what the values would do or, once these very values were shown, applies them.
 * `request.champ` is the field that the form corrects.
 */
export async function handleForm(
  ctx: ServiceContext,
  uai: string,
  request: CauseRequest,
  form: CauseForm,
): Promise<FormAnswer> {
  const views = form.seen === summarizeInputs(request.champ, form.inputs);
  if (form.wantsToApply && views) {
    const { changeSetId } = await correctCause(ctx, uai, request, form.inputs);
    return { changeSetId };
  }
  const { inputs, preview } = await previewCorrection(ctx, uai, request, form);
  return { inputs, preview, seen: summarizeInputs(request.champ, inputs) };
}
