"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { boundedForm, formText, formTexts } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import { runAction, sayAction } from "@/lib/actions/run-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import { ServiceError } from "@/lib/errors";
import { confirmDoubt } from "@/lib/services/dossiers/confirm-doubt";
import { correctDossier, restoreChamp } from "@/lib/services/dossiers/correct-dossier";
import { describeCorrection, parseDossierForm, parseRestore } from "@/lib/services/dossiers/dossier-form";
import type { DossierState } from "@/lib/services/dossiers/dossiers.types";

const dossierForm = z.object({
  id: z.string().max(100),
  form: boundedForm.transform((data) => ({ ...parseDossierForm(data), goNext: formText(data, "suite") === "suivant" })),
});
const confirmForm = z.object({ id: z.string().max(100), form: formTexts("doute") });
const restoreForm = z.object({ id: z.string().max(100), form: boundedForm.transform(parseRestore) });

/** `next`: where to go when the form asks for the next dossier and nothing stops this one any more. */
export async function save(
  uai: string,
  id: string,
  next: string | null,
  _: DossierState,
  data: FormData,
): Promise<DossierState> {
  const spec = { uai, permission: "manage", schema: dossierForm } as const;
  const result = await runAction(spec, { id, form: data }, (scope, { id, form }) => correctDossier(scope, id, form));
  refreshPage(result, `/${uai}/apprenants/${id}`);
  const typed = Object.fromEntries((result.input?.form.inputs ?? []).map((s) => [s.champ, s.typed]));
  if (!result.ok) return { ...result.state, inputs: typed, conflicts: [] };
  const { value: done, input } = result;
  const message = describeCorrection(done);
  if (done.kind === "conflit") return { status: "error", message, inputs: typed, conflicts: done.conflicts };
  if (input.form.goNext && done.bloquantes === 0 && next?.startsWith(`/${uai}/apprenants/`)) redirect(next);
  const stays = input.form.goNext && done.bloquantes > 0 ? " Vous restez sur ce dossier." : "";
  return { status: "success", message: `${message}${stays}`, inputs: {}, conflicts: [] };
}

export async function confirm(uai: string, id: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "manage", schema: confirmForm } as const;
  const state = await sayAction(spec, { id, form: data }, async (scope, { id, form }) => {
    await confirmDoubt(scope, id, form.doute);
    return "C'est noté : cette valeur est juste.";
  });
  refreshPage(state, `/${uai}/apprenants/${id}`);
  return state;
}

export async function restore(uai: string, id: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "manage", schema: restoreForm } as const;
  const state = await sayAction(spec, { id, form: data }, async (scope, { id, form }) => {
    if (form === null) throw new ServiceError("INVALID_INPUT", "Choisissez le champ à rétablir.");
    return `La ${await restoreChamp(scope, id, form)} est rétablie.`;
  });
  refreshPage(state, `/${uai}/apprenants/${id}`);
  return state;
}
