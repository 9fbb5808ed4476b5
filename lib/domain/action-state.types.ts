/** What a form's action answers: shown by the form, never a secret nor a stack. */
export type ActionState = {
  status: "idle" | "success" | "error";
  message: string;
  /** Messages by field. */
  fields?: Record<string, string>;
  /** The action itself said nothing: written by the browser alone (components/forms/use-form-action.ts). */
  unanswered?: "network" | "session" | "version";
  /** Who sent it may not do it, or not any more: nothing of theirs was read. */
  closed?: true;
};

export const IDLE: ActionState = { status: "idle", message: "" };
