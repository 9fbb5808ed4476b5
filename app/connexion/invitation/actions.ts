"use server";

import { redirect } from "next/navigation";
import { formTexts } from "@/lib/actions/form-fields";
import { runPublicAction } from "@/lib/actions/run-action";
import { writeFlash } from "@/lib/auth/flash";
import { forgetLinkToken, readLinkToken } from "@/lib/auth/link-cookie";
import { currentSession } from "@/lib/auth/session";
import { knowBrowserOf, signOut } from "@/lib/auth/sign-in";
import type { ActionState } from "@/lib/domain/action-state.types";
import { acceptInvitation } from "@/lib/services/users/accept-invitation";

async function signedInId(): Promise<string | null> {
  const session = await currentSession();
  return session?.stage === "full" ? session.person.id : null;
}

export async function accept(_: ActionState, data: FormData): Promise<ActionState> {
  const schema = formTexts("nom", "motDePasse");
  const result = await runPublicAction(schema, data, async (ctx, { nom: name, motDePasse: password }) =>
    acceptInvitation(ctx, await readLinkToken("invitation"), { name, password }, await signedInId()),
  );
  if (!result.ok) return result.state;
  await forgetLinkToken("invitation");
  if (result.input.motDePasse !== "") await knowBrowserOf(result.value.email);
  if ((await signedInId()) === result.value.id) redirect("/");
  await writeFlash("Votre accès est ouvert : connectez-vous.");
  redirect("/connexion");
}

/** Signs out somebody else's session, then asks who owns the address of the invitation. */
export async function leave(): Promise<ActionState> {
  const result = await runPublicAction(formTexts(), new FormData(), signOut);
  redirect((result.ok ? result.value : null) ?? "/connexion?callbackUrl=%2Fconnexion%2Finvitation");
}
