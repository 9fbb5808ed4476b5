import type { ActionState } from "@/lib/domain/action-state.types";

/** A server action as a form calls it through useActionState. */
export type FormAction = (previous: ActionState, data: FormData) => Promise<ActionState>;
