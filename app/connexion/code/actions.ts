"use server";

import { redirect } from "next/navigation";
import { formTexts } from "@/lib/actions/form-fields";
import { runPublicAction } from "@/lib/actions/run-action";
import { returnPath } from "@/lib/auth/return-path";
import { signInWithCode } from "@/lib/auth/sign-in";
import type { ActionState } from "@/lib/domain/action-state.types";

export async function sendCode(_: ActionState, data: FormData): Promise<ActionState> {
  const result = await runPublicAction(formTexts("code", "suite"), data, (ctx, { code }) => signInWithCode(ctx, code));
  if (!result.ok) return result.state;
  redirect(returnPath(result.input.suite));
}
