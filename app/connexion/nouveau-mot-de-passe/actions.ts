"use server";

import { redirect } from "next/navigation";
import { formTexts } from "@/lib/actions/form-fields";
import { runPublicAction } from "@/lib/actions/run-action";
import { writeFlash } from "@/lib/auth/flash";
import { forgetLinkToken, readLinkToken } from "@/lib/auth/link-cookie";
import { knowBrowserOf } from "@/lib/auth/sign-in";
import type { ActionState } from "@/lib/domain/action-state.types";
import { resetPassword } from "@/lib/services/users/reset-password";

export async function choosePassword(_: ActionState, data: FormData): Promise<ActionState> {
  const result = await runPublicAction(formTexts("motDePasse"), data, async (ctx, { motDePasse }) =>
    resetPassword(ctx, await readLinkToken("password-reset"), motDePasse),
  );
  if (!result.ok) return result.state;
  await forgetLinkToken("password-reset");
  await knowBrowserOf(result.value.email);
  await writeFlash("Votre mot de passe est changé : connectez-vous.");
  redirect("/connexion");
}
