"use server";

import { redirect } from "next/navigation";
import { db } from "@/db/client";
import { toActionState } from "@/lib/actions/answer-error";
import { formText } from "@/lib/actions/signed-in-action";
import { closeSession, openSession } from "@/lib/auth/open-session";
import { returnPath } from "@/lib/auth/return-path";
import type { ActionState } from "@/lib/domain/action-state.types";
import { verifyCredentials } from "@/lib/services/users/verify-credentials";

export async function signIn(_: ActionState, data: FormData): Promise<ActionState> {
  try {
    const person = await verifyCredentials(
      { db: await db(), actor: { kind: "anonymous" }, now: new Date() },
      { email: formText(data, "email"), password: formText(data, "motDePasse") },
    );
    await openSession(person);
  } catch (error) {
    return toActionState(error);
  }
  redirect(returnPath(formText(data, "suite")));
}

export async function signOut(): Promise<void> {
  await closeSession();
  redirect("/connexion");
}
