"use server";

import { redirect } from "next/navigation";
import { doorDb } from "@/db/client";
import { toActionState } from "@/lib/actions/answer-error";
import { formTexts } from "@/lib/actions/form-fields";
import { closeSession, openSession } from "@/lib/auth/open-session";
import { returnPath } from "@/lib/auth/return-path";
import type { ActionState } from "@/lib/domain/action-state.types";
import { verifyCredentials } from "@/lib/services/users/verify-credentials";

const signInForm = formTexts("email", "motDePasse", "suite");

export async function signIn(_: ActionState, data: FormData): Promise<ActionState> {
  let next = "/";
  try {
    const { email, motDePasse: password, suite } = signInForm.parse(data);
    next = returnPath(suite);
    const person = await verifyCredentials(
      { db: await doorDb(), actor: { kind: "anonymous" }, now: new Date() },
      { email, password },
    );
    await openSession(person);
  } catch (error) {
    return toActionState(error);
  }
  redirect(next);
}

export async function signOut(): Promise<void> {
  await closeSession();
  redirect("/connexion");
}
