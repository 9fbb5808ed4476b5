"use server";

import type { z } from "zod";
import { formTexts } from "@/lib/actions/form-fields";
import { refreshPage } from "@/lib/actions/refresh-page";
import type { RequestScope } from "@/lib/actions/request-scope";
import { runAction } from "@/lib/actions/run-action";
import { deliverAfterResponse } from "@/lib/actions/work-after-response";
import type { ActionState } from "@/lib/domain/action-state.types";
import { stillInUseSentence } from "@/lib/domain/still-in-use-sentence";
import { queue } from "@/lib/night/process-queue";
import { processOutbox } from "@/lib/services/emails/outbox";
import { invite, resendInvitation, withdrawInvitation } from "@/lib/services/users/invite";
import { changeRole, removeMember, requireSecondFactor } from "@/lib/services/users/members";
import type { Invited, InviteState } from "@/lib/services/users/users.types";

const outbox = async () => processOutbox(await queue());

const saidOf = ({ email, link }: Invited) =>
  link === null
    ? `L'invitation est partie à ${email}.`
    : `L'invitation de ${email} est prête : envoyez-lui ce lien, qui sert une seule fois, dans les 72 heures.`;

const sentOf = (invited: Invited): InviteState => ({
  ...{ status: "success", message: saidOf(invited) },
  ...{ invitation: invited.id, link: invited.link, typed: null },
});

async function act<I, T>(
  uai: string,
  schema: z.ZodType<I>,
  data: FormData,
  execute: (scope: RequestScope, input: I) => Promise<T>,
) {
  const result = await runAction({ uai, permission: "administer", schema }, data, execute);
  refreshPage(result, `/${uai}/parametrage/utilisateurs`);
  return result;
}

export async function invitePerson(uai: string, _: InviteState, data: FormData): Promise<InviteState> {
  const result = await act(uai, formTexts("email", "nom", "role"), data, async (scope, { nom: name, ...guest }) =>
    invite(scope, await outbox(), { ...guest, name }),
  );
  if (!result.ok) {
    const typed = result.input && { email: result.input.email, name: result.input.nom, role: result.input.role };
    return { ...result.state, invitation: null, link: null, typed };
  }
  deliverAfterResponse();
  return sentOf(result.value);
}

export async function resend(uai: string, _: InviteState, data: FormData): Promise<InviteState> {
  const result = await act(uai, formTexts("invitation"), data, async (scope, { invitation }) =>
    resendInvitation(scope, await outbox(), invitation),
  );
  if (!result.ok) return { ...result.state, invitation: null, link: null, typed: null };
  deliverAfterResponse();
  return sentOf(result.value);
}

export async function withdraw(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const result = await act(uai, formTexts("invitation"), data, (scope, { invitation }) =>
    withdrawInvitation(scope, invitation),
  );
  return result.ok ? { status: "success", message: "L'invitation est retirée : son lien ne sert plus." } : result.state;
}

export async function change(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const result = await act(uai, formTexts("personne", "role"), data, (scope, { personne: userId, role }) =>
    changeRole(scope, { userId, role }),
  );
  if (!result.ok) return result.state;
  return { status: "success", message: `Le rôle est changé, dès maintenant.${stillInUseSentence(result.value)}` };
}

export async function remove(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const result = await act(uai, formTexts("personne"), data, (scope, { personne }) => removeMember(scope, personne));
  const message = "Cette personne ne fait plus partie de l'établissement ; ses sessions sont fermées.";
  return result.ok ? { status: "success", message: message + stillInUseSentence(result.value) } : result.state;
}

export async function switchSecondFactor(uai: string, _: ActionState, data: FormData): Promise<ActionState> {
  const result = await act(uai, formTexts("active"), data, (scope, { active }) =>
    requireSecondFactor(scope, active === "oui"),
  );
  if (!result.ok) return result.state;
  const message =
    result.input.active === "oui"
      ? "Les administrateurs doivent désormais avoir un second facteur."
      : "Le second facteur n'est plus exigé.";
  return { status: "success", message };
}
