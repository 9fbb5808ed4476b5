"use server";

import type { z } from "zod";
import { boundedForm, formTexts } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import type { RequestScope } from "@/lib/actions/request-scope";
import { sayAction } from "@/lib/actions/run-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import { ServiceError } from "@/lib/errors";
import { setSubscriptions } from "@/lib/services/alertes/subscriptions";
import { setNight } from "@/lib/services/settings/set-night";
import { saveKey, testKey } from "@/lib/services/settings/tba-key";

/** Each «personne» of the form, with the kinds that are ticked under their identifier. */
const subscriptionsForm = boundedForm.transform((data) => {
  const texts = (name: string) => data.getAll(name).filter((value) => typeof value === "string");
  return texts("personne").map((userId) => ({ userId, kinds: texts(userId) }));
});

async function act<I>(
  uai: string,
  schema: z.ZodType<I>,
  data: FormData,
  execute: (scope: RequestScope, input: I) => Promise<string>,
): Promise<ActionState> {
  const state = await sayAction({ uai, permission: "administer", schema }, data, execute);
  refreshPage(state, `/${uai}/parametrage/api/mission-apprentissage`);
  return state;
}

export async function save(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  return act(uai, formTexts("cle"), data, async (scope, { cle }) => {
    await saveKey(scope, cle);
    return "La clé est enregistrée. Testez-la pour vérifier que le TBA l'accepte.";
  });
}

export async function test(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  return act(uai, formTexts(), data, async (scope) => {
    const { result, sentence } = await testKey(scope);
    if (result !== "accepted") throw new ServiceError("TBA_KEY_REFUSED", sentence);
    return sentence;
  });
}

export async function switchNight(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  return act(uai, formTexts("active"), data, async (scope, { active }) => {
    await setNight(scope, active === "oui");
    return active === "oui" ? "La transmission de nuit est activée." : "La transmission de nuit est désactivée.";
  });
}

export async function setAlertes(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  return act(uai, subscriptionsForm, data, async (scope, settings) => {
    await setSubscriptions(scope, settings);
    return "Les alertes par e-mail sont enregistrées.";
  });
}
