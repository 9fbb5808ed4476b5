"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { listUrl } from "@/components/data-table/list-url";
import { boundedForm } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import { runAction } from "@/lib/actions/run-action";
import { rapportPath } from "@/lib/domain/rapport-path";
import { DEBLOCAGE_IDLE, type DeblocageState } from "@/lib/services/deblocage/deblocage.types";
import { causeRequest, handleForm } from "@/lib/services/deblocage/handle-form";
import type { CauseRequest } from "@/lib/services/deblocage/open-cause";
import { parseForm } from "@/lib/services/deblocage/parse-inputs";

const correction = z.object({ request: causeRequest, form: boundedForm.transform(parseForm) });

export async function correct(
  uai: string,
  request: CauseRequest,
  _: DeblocageState,
  data: FormData,
): Promise<DeblocageState> {
  const spec = { uai, permission: "manage", schema: correction } as const;
  const result = await runAction(spec, { request, form: data }, (scope, { request, form }) =>
    handleForm(scope, request, form),
  );
  const inputs = result.input?.form.inputs ?? {};
  if (!result.ok) return { ...DEBLOCAGE_IDLE, inputs, ...result.state };
  if ("changeSetId" in result.value) {
    const { changeSetId } = result.value;
    // «Précédent» must not bring back the cause as it was before.
    refreshPage(result, `/${uai}`, "layout");
    redirect(listUrl(rapportPath(uai), result.input.request.searches, { fait: changeSetId }));
  }
  return { ...DEBLOCAGE_IDLE, ...result.value, status: "success", message: "" };
}
