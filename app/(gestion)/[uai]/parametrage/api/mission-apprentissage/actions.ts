"use server";

import { revalidatePath } from "next/cache";
import { formText, signedInAction } from "@/lib/actions/signed-in-action";
import type { ActionState } from "@/lib/domain/action-state.types";
import { ServiceError } from "@/lib/errors";
import { setSubscriptions } from "@/lib/services/alertes/set-subscriptions";
import { saveKey } from "@/lib/services/settings/save-key";
import { setNight } from "@/lib/services/settings/set-night";
import { testKey } from "@/lib/services/settings/test-key";

const refresh = (uai: string) => revalidatePath(`/${uai}/parametrage/api/mission-apprentissage`);

export async function save(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const etat = await signedInAction(async (ctx) => {
    await saveKey(ctx, uai, formText(data, "cle"));
    return "La clé est enregistrée. Testez-la pour vérifier que le TBA l'accepte.";
  });
  refresh(uai);
  return etat;
}

export async function test(uai: string, _: ActionState, __: FormData): Promise<ActionState> {
  const etat = await signedInAction(async (ctx) => {
    const { result, sentence } = await testKey(ctx, uai);
    if (result !== "accepted") throw new ServiceError("TBA_KEY_REFUSED", sentence);
    return sentence;
  });
  refresh(uai);
  return etat;
}

export async function set(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const active = formText(data, "active") === "oui";
  const etat = await signedInAction(async (ctx) => {
    await setNight(ctx, uai, active);
    return active ? "La transmission de nuit est activée." : "La transmission de nuit est désactivée.";
  });
  refresh(uai);
  return etat;
}

export async function setAlertes(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const texts = (name: string) => data.getAll(name).filter((value) => typeof value === "string");
  const settings = texts("personne").map((userId) => ({ userId, kinds: texts(userId) }));
  const etat = await signedInAction(async (ctx) => {
    await setSubscriptions(ctx, uai, settings);
    return "Les alertes par e-mail sont enregistrées.";
  });
  refresh(uai);
  return etat;
}
