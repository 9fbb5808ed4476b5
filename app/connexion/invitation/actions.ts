"use server";

import { redirect } from "next/navigation";
import { formTexts } from "@/lib/actions/form-fields";
import { runPublicAction } from "@/lib/actions/run-action";
import { writeFlash } from "@/lib/auth/flash";
import { forgetLinkToken, readLinkToken } from "@/lib/auth/link-cookie";
import { currentSession } from "@/lib/auth/session";
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
  if ((await signedInId()) === result.value.id) redirect("/");
  await writeFlash("Votre accès est ouvert : connectez-vous.");
  redirect("/connexion");
}
