"use server";

import { redirect } from "next/navigation";
import { formTexts } from "@/lib/actions/form-fields";
import { pathAfterSignIn } from "@/lib/actions/home-path";
import { runPublicAction } from "@/lib/actions/run-action";
import { returnPath } from "@/lib/auth/return-path";
import * as doors from "@/lib/auth/sign-in";
import type { ActionState } from "@/lib/domain/action-state.types";

export async function signIn(_: ActionState, data: FormData): Promise<ActionState> {
  const schema = formTexts("email", "motDePasse", "suite");
  const result = await runPublicAction(schema, data, (ctx, { email, motDePasse: password }) =>
    doors.signInWithPassword(ctx, { email, password }),
  );
  if (!result.ok) return result.state;
  const next = returnPath(result.input.suite);
  redirect(result.value === "full" ? await pathAfterSignIn(next) : `/connexion/code?suite=${encodeURIComponent(next)}`);
}

export async function signOut(): Promise<ActionState> {
  const result = await runPublicAction(formTexts(), new FormData(), doors.signOut);
  redirect((result.ok ? result.value : null) ?? "/connexion");
}
