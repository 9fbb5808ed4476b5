import type { ActionState } from "./action-state.types";

/** What the site answers to an action of somebody who has no session any more (proxy.ts): the page keeps its form, and says so. */
export const SESSION_OVER = "SESSION_OVER";

const sentence = (then: string) => `Votre session est finie : reconnectez-vous dans un autre onglet, puis ${then}.`;

export const SESSION_OVER_STATE = {
  status: "error",
  message: sentence("réessayez"),
  unanswered: "session",
} as const satisfies ActionState;

/** The same, under a button that says «Enregistrer». */
export const SESSION_OVER_SAVING = sentence("enregistrez");
