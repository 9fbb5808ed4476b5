import { z } from "zod";
import { type SearchParams, textParam } from "@/lib/domain/search-params";
import type { Scope } from "@/lib/services/etablissements/scope";
import { parseFilters } from "@/lib/services/rapport/parse-filters";
import { MAX_CHOICES, RAPPORT_SEARCHES } from "@/lib/services/rapport/rapport.types";
import { correctCause, previewCorrection } from "./correct-cause";
import type { DeblocageState } from "./deblocage.types";
import type { CauseRequest } from "./open-cause";
import { type CauseForm, summarizeInputs } from "./parse-inputs";

const short = z.string().max(200);

/** A request that comes back from a browser, bound to the form. */
export const causeRequest: z.ZodType<CauseRequest> = z.object({
  key: short,
  searches: z.partialRecord(z.enum(RAPPORT_SEARCHES), z.array(short).max(MAX_CHOICES)),
  champ: short,
  by: short,
});

/** What the address of a cause's page asks for. */
export function parseRequest(key: string, params: SearchParams): CauseRequest {
  const { champ, par } = z.object({ champ: textParam(200), par: textParam(200) }).parse(params);
  return { key, searches: parseFilters(params).searches, champ, by: par };
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
