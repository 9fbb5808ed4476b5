/** What a form's action answers: shown by the form, never a secret nor a stack. */
export type ActionState = {
  status: "idle" | "success" | "error";
  message: string;
  /** Messages by field. */
  fields?: Record<string, string>;
};

export const IDLE: ActionState = { status: "idle", message: "" };
