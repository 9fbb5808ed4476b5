"use server";

import { boundedForm, formText, formTexts } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import { runAction, sayAction } from "@/lib/actions/run-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import { queue } from "@/lib/night/process-queue";
import { createEndpoint } from "@/lib/services/webhooks/create-endpoint";
import { removeEndpoint, rotateSecret, setEndpointActive } from "@/lib/services/webhooks/manage-endpoint";
import { resendDelivery } from "@/lib/services/webhooks/resend-delivery";
import { testEndpoint } from "@/lib/services/webhooks/test-endpoint";
import type { SecretState } from "@/lib/services/webhooks/webhooks.types";

const endpointForm = boundedForm.transform((data) => ({
  url: formText(data, "adresse"),
  events: data.getAll("annonce").filter((value) => typeof value === "string"),
}));
const oneForm = formTexts("adresse");
const switchForm = formTexts("adresse", "active");
const deliveryForm = formTexts("notification");

const spec = (uai: string) => ({ uai, permission: "administer" as const });
const refresh = (answer: Parameters<typeof refreshPage>[0], uai: string) =>
  refreshPage(answer, `/${uai}/parametrage/api/logiciels/notifications`);
const COPY = "Copiez son secret maintenant : il ne sera plus jamais affiché.";

export async function create(uai: string, _: SecretState, data: FormData): Promise<SecretState> {
  const result = await runAction({ ...spec(uai), schema: endpointForm }, data, createEndpoint);
  refresh(result, uai);
  if (!result.ok) return { ...result.state, secret: null, ...(result.input !== null && { typed: result.input }) };
  return { status: "success", message: `L'adresse sera prévenue. ${COPY}`, secret: result.value };
}

export async function rotate(uai: string, _: SecretState, data: FormData): Promise<SecretState> {
  const result = await runAction({ ...spec(uai), schema: oneForm }, data, (scope, { adresse }) =>
    rotateSecret(scope, adresse),
  );
  refresh(result, uai);
  if (!result.ok) return { ...result.state, secret: null };
  const message = `Le secret est changé ; l'ancien vaut encore un jour. ${COPY}`;
  return { status: "success", message, secret: result.value };
}

export async function setActive(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const state = await sayAction({ ...spec(uai), schema: switchForm }, data, async (scope, { adresse, active }) => {
    const site = await setEndpointActive(scope, adresse, active === "oui");
    return active === "oui" ? `${site} est de nouveau prévenu.` : `${site} n'est plus prévenu.`;
  });
  refresh(state, uai);
  return state;
}

export async function test(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const result = await runAction({ ...spec(uai), schema: oneForm }, data, (scope, { adresse }) =>
    testEndpoint(scope, adresse),
  );
  refresh(result, uai);
  if (!result.ok) return result.state;
  const { delivered, sentence } = result.value;
  return { status: delivered ? "success" : "error", message: sentence };
}

export async function resend(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const state = await sayAction({ ...spec(uai), schema: deliveryForm }, data, async (scope, { notification }) => {
    await resendDelivery(scope, await queue(), notification);
    return "La notification repart dans les secondes qui viennent.";
  });
  refresh(state, uai);
  return state;
}

export async function remove(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const state = await sayAction({ ...spec(uai), schema: oneForm }, data, async (scope, { adresse }) => {
    const site = await removeEndpoint(scope, adresse);
    return `${site} n'est plus prévenu, et son historique est retiré.`;
  });
  refresh(state, uai);
  return state;
}
