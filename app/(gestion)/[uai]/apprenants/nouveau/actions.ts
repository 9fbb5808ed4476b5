"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { boundedForm } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import { runAction } from "@/lib/actions/run-action";
import { createDossier } from "@/lib/services/dossiers/create-dossier";
import { parseNewDossierForm } from "@/lib/services/dossiers/dossier-form";
import type { DossierState } from "@/lib/services/dossiers/dossiers.types";

const newDossierForm = z.object({ form: boundedForm.transform(parseNewDossierForm) });

export async function create(uai: string, _: DossierState, data: FormData): Promise<DossierState> {
  const spec = { uai, permission: "manage", schema: newDossierForm } as const;
  const result = await runAction(spec, { form: data }, (scope, { form }) => createDossier(scope, form));
  if (result.ok) {
    refreshPage(result, `/${uai}`, "layout");
    redirect(`/${uai}/apprenants/${result.value}`);
  }
  const inputs = Object.fromEntries((result.input?.form ?? []).map(({ champ, typed }) => [champ, typed]));
  return { ...result.state, inputs, conflicts: [] };
}
