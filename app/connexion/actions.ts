"use server";

import { redirect } from "next/navigation";
import { db } from "@/db/client";
import { formText } from "@/lib/actions/action-connectee";
import { toActionState } from "@/lib/actions/repondre-erreur";
import { returnPath } from "@/lib/auth/chemin-de-retour";
import { closeSession, openSession } from "@/lib/auth/ouvrir-session";
import type { ActionState } from "@/lib/domain/action-state.types";
import { verifyCredentials } from "@/lib/services/utilisateurs/verifier-identifiants";

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
