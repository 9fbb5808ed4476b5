"use server";

import type { z } from "zod";
import { formTexts } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import type { RequestContext } from "@/lib/actions/request-scope";
import { runPersonAction, said } from "@/lib/actions/run-action";
import { writeTheme } from "@/lib/actions/theme-cookie";
import { type ActionState, IDLE } from "@/lib/domain/action-state.types";
import { plural } from "@/lib/domain/plural";
import { parseTheme } from "@/lib/domain/theme";
import { providerLinkOf } from "@/lib/security/provider-link";
import * as passwords from "@/lib/services/users/change-password";
import { confirmPassword } from "@/lib/services/users/confirm-password";
import { leaveProviders } from "@/lib/services/users/provider-links";
import { turnOffSecondFactor } from "@/lib/services/users/second-factor";
import { signOutEverywhere, signOutOther } from "@/lib/services/users/sign-out";
import type { JoinState } from "@/lib/services/users/users.types";

async function act<I>(
  schema: z.ZodType<I>,
  data: FormData,
  execute: (ctx: RequestContext, input: I) => Promise<string>,
): Promise<ActionState> {
  const state = said(await runPersonAction(schema, data, execute));
  refreshPage(state, "/mon-compte");
  return state;
}

export async function changePassword(_: ActionState, data: FormData): Promise<ActionState> {
  return act(formTexts("actuel", "motDePasse"), data, async (ctx, { actuel: current, motDePasse: chosen }) => {
    await passwords.changePassword(ctx, ctx.sessionId, { current, chosen });
    return "Votre mot de passe est changé ; vos autres sessions sont fermées.";
  });
}

export async function endSession(_: ActionState, data: FormData): Promise<ActionState> {
  return act(formTexts("session"), data, async (ctx, { session }) => {
    await signOutOther(ctx, ctx.person.id, session);
    return "Cette session est fermée.";
  });
}

export async function endEverywhere(_: ActionState, data: FormData): Promise<ActionState> {
  return act(formTexts(), data, async (ctx) => {
    const ended = await signOutEverywhere(ctx, ctx.person.id, ctx.sessionId);
    return ended === 0
      ? "Aucune autre session n'était ouverte."
      : `${plural(ended, "session")} fermée${ended > 1 ? "s" : ""}.`;
  });
}

export async function turnOff(_: ActionState, data: FormData): Promise<ActionState> {
  return act(formTexts("code"), data, async (ctx, { code }) => {
    await turnOffSecondFactor(ctx, ctx.person.id, code);
    return "Le second facteur n'est plus demandé.";
  });
}

/** The way to the provider is given to who types their password: whoever signs in there then comes in as them. */
export async function joinProvider(_: JoinState, data: FormData): Promise<JoinState> {
  const result = await runPersonAction(formTexts("actuel"), data, async (ctx, { actuel: current }) => {
    await confirmPassword(ctx, ctx.person.id, current);
    return `/connexion/fournisseur?relier=${providerLinkOf(ctx.sessionId)}`;
  });
  if (!result.ok) return { ...result.state, href: null };
  return { status: "success", message: "C'est bien vous : il reste à vous connecter là-bas.", href: result.value };
}

export async function leaveProvider(_: ActionState, data: FormData): Promise<ActionState> {
  return act(formTexts(), data, async (ctx) => {
    await leaveProviders(ctx, ctx.person.id, ctx.sessionId);
    return "Votre compte n'est plus relié ; vos autres sessions sont fermées.";
  });
}

export async function chooseTheme(_: ActionState, data: FormData): Promise<ActionState> {
  const result = await runPersonAction(formTexts("theme"), data, (_ctx, { theme }) => writeTheme(parseTheme(theme)));
  return result.ok ? IDLE : result.state;
}
