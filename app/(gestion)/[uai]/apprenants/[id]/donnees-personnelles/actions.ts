"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formTexts } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import { runAction } from "@/lib/actions/run-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import { erasePerson } from "@/lib/services/rgpd/erase-person";

const eraseForm = z.object({ id: z.string().max(100), form: formTexts("confirmation") });

/** Ends on the settings, where the erasure is the last of the list: the person's own pages are no more. */
export async function erase(uai: string, id: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "administer", schema: eraseForm } as const;
  const result = await runAction(spec, { id, form: data }, (scope, { id, form }) =>
    erasePerson(scope, id, form.confirmation),
  );
  if (!result.ok) return result.state;
  refreshPage(result, `/${uai}`, "layout");
  redirect(`/${uai}/parametrage/donnees-personnelles?efface=${result.value.dossiers}`);
}
