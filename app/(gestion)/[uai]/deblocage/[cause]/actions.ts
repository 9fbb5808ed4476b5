"use server";

import { redirect } from "next/navigation";
import { listUrl } from "@/components/data-table/list-url";
import { searchesToParams } from "@/components/deblocage/deblocage-links";
import { rapportPath } from "@/components/rapport/rapport-params";
import { signedInAction } from "@/lib/actions/signed-in-action";
import { DEBLOCAGE_IDLE, type DeblocageState } from "@/lib/services/deblocage/deblocage.types";
import { handleForm } from "@/lib/services/deblocage/handle-form";
import type { CauseRequest } from "@/lib/services/deblocage/open-cause";
import { parseForm } from "@/lib/services/deblocage/parse-inputs";

export async function correct(
  uai: string,
  request: CauseRequest,
  _: DeblocageState,
  data: FormData,
): Promise<DeblocageState> {
  const form = parseForm(data);
  let next: DeblocageState = { ...DEBLOCAGE_IDLE, inputs: form.inputs };
  let changeSetId = "";
  const etat = await signedInAction(async (ctx) => {
    const answer = await handleForm(ctx, uai, request, form);
    if ("changeSetId" in answer) changeSetId = answer.changeSetId;
    else next = { ...next, ...answer };
    return "";
  });
  if (changeSetId !== "") {
    redirect(listUrl(rapportPath(uai), searchesToParams(request.searches), { fait: changeSetId }));
  }
  return { ...next, ...etat };
}
