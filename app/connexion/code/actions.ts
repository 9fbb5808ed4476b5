"use server";

import { redirect } from "next/navigation";
import { formTexts } from "@/lib/actions/form-fields";
import { pathAfterSignIn } from "@/lib/actions/home-path";
import { runPublicAction } from "@/lib/actions/run-action";
import { returnPath } from "@/lib/auth/return-path";
import { signInWithCode } from "@/lib/auth/sign-in";
import type { ActionState } from "@/lib/domain/action-state.types";

export async function sendCode(_: ActionState, data: FormData): Promise<ActionState> {
  const result = await runPublicAction(formTexts("code", "suite"), data, (ctx, { code }) => signInWithCode(ctx, code));
  if (!result.ok) return result.state;
  redirect(await pathAfterSignIn(returnPath(result.input.suite)));
}
