import { z } from "zod";
import type { Scope } from "@/lib/services/etablissements/scope";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { RAPPORT_COLUMNS } from "@/lib/services/rapport/rapport.types";
import { correctCause, previewCorrection } from "./correct-cause";
import type { DeblocageState } from "./deblocage.types";
import type { CauseRequest } from "./open-cause";
import { type CauseForm, summarizeInputs } from "./parse-inputs";

type Params = Record<string, string | string[] | undefined>;

const only = (value: string | string[] | undefined) => (Array.isArray(value) ? (value[0] ?? "") : (value ?? ""));

const short = z.string().max(200);

/** A request that comes back from a browser, bound to the form. */
export const causeRequest: z.ZodType<CauseRequest> = z.object({
  key: short,
  searches: z.partialRecord(z.enum(RAPPORT_COLUMNS), short),
  champ: short,
  by: short,
});

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
export async function handleForm(scope: Scope, request: CauseRequest, form: CauseForm): Promise<FormAnswer> {
  const views = form.seen === summarizeInputs(request.champ, form.inputs);
  if (form.wantsToApply && views) {
    const { changeSetId } = await correctCause(scope, request, form.inputs);
    return { changeSetId };
  }
  const { inputs, preview } = await previewCorrection(scope, request, form);
  return { inputs, preview, seen: summarizeInputs(request.champ, inputs) };
}
