"use server";

import { boundedForm, formText, formTexts } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import { runAction, sayAction } from "@/lib/actions/run-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import { createJeton } from "@/lib/services/jetons/create-jeton";
import type { JetonState } from "@/lib/services/jetons/jetons.types";
import { revokeJeton } from "@/lib/services/jetons/revoke-jeton";

const jetonForm = boundedForm.transform((data) => ({
  name: formText(data, "nom"),
  days: formText(data, "fin"),
  rights: data.getAll("droit").filter((value) => typeof value === "string"),
}));

export async function create(uai: string, _: JetonState, data: FormData): Promise<JetonState> {
  const result = await runAction({ uai, permission: "administer", schema: jetonForm }, data, createJeton);
  refreshPage(result, `/${uai}/parametrage/api/logiciels`);
  if (!result.ok) return { ...result.state, secret: null };
  const message = "Le jeton est créé. Copiez-le maintenant : il ne sera plus jamais affiché.";
  return { status: "success", message, secret: result.value };
}

export async function revoke(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const spec = { uai, permission: "administer" as const, schema: formTexts("jeton") };
  const state = await sayAction(spec, data, async (scope, { jeton }) => {
    const name = await revokeJeton(scope, jeton);
    return `Le jeton de ${name} est révoqué : il n'ouvre plus rien, dès maintenant.`;
  });
  refreshPage(state, `/${uai}/parametrage/api/logiciels`);
  return state;
}
