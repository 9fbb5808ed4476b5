import type { InviteState } from "@/lib/services/users/users.types";

export type InviteAction = (previous: InviteState, data: FormData) => Promise<InviteState>;

export const INVITE_IDLE: InviteState = { status: "idle", message: "", invitation: null, link: null, typed: null };

/** What an invitation answered, for as long as it waits: replaced by another one, accepted or withdrawn, its link is dead. */
export const whileWaiting = (state: InviteState, waiting: readonly { id: string }[]): InviteState =>
  state.invitation === null || waiting.some(({ id }) => id === state.invitation) ? state : INVITE_IDLE;
