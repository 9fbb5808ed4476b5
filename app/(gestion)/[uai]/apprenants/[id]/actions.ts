"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formText, signedInAction } from "@/lib/actions/signed-in-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import { ServiceError } from "@/lib/errors";
import { correctDossier, restoreChamp } from "@/lib/services/dossiers/correct-dossier";
import { describeCorrection } from "@/lib/services/dossiers/describe-correction";
import type { DossierState } from "@/lib/services/dossiers/dossiers.types";
import { parseDossierForm, parseRestore } from "@/lib/services/dossiers/parse-dossier-form";

/** `next`: where to go when the form asks for the next dossier and nothing stops this one any more. */
export async function save(
  uai: string,
  id: string,
  next: string | null,
  _: DossierState,
  data: FormData,
): Promise<DossierState> {
  const form = parseDossierForm(data);
  let conflicts: DossierState["conflicts"] = [];
  let unblocks = false;
  const etat = await signedInAction(async (ctx) => {
    const done = await correctDossier(ctx, uai, id, form);
    if (done.kind === "conflit") conflicts = done.conflicts;
    else unblocks = done.bloquantes === 0;
    return describeCorrection(done);
  });
  revalidatePath(`/${uai}/apprenants/${id}`);
  const continueWork = formText(data, "suite") === "suivant" && unblocks;
  if (continueWork && next?.startsWith(`/${uai}/apprenants/`)) redirect(next);
  if (etat.status === "success") return { ...etat, inputs: {}, conflicts };
  return { ...etat, inputs: Object.fromEntries(form.inputs.map((s) => [s.champ, s.typed])), conflicts };
}

export async function restore(uai: string, id: string, _: ActionState, data: FormData): Promise<ActionState> {
  const request = parseRestore(data);
  const etat = await signedInAction(async (ctx) => {
    if (request === null) throw new ServiceError("INVALID_INPUT", "Choisissez le champ à rétablir.");
    await restoreChamp(ctx, uai, id, request);
    return "La valeur du logiciel est rétablie.";
  });
  revalidatePath(`/${uai}/apprenants/${id}`);
  return etat;
}
