import type { InviteState } from "@/lib/services/users/users.types";

export type InviteAction = (previous: InviteState, data: FormData) => Promise<InviteState>;

export const INVITE_IDLE: InviteState = { status: "idle", message: "", link: null, typed: null };
