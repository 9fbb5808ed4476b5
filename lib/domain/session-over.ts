import type { ActionState } from "./action-state.types";

/** What the site answers to an action of somebody who has no session any more (proxy.ts): the page keeps its form, and says so. */
export const SESSION_OVER = "SESSION_OVER";

export const SESSION_OVER_STATE = {
  status: "error",
  message: "Votre session est finie : reconnectez-vous dans un autre onglet, puis enregistrez.",
  unanswered: "session",
} as const satisfies ActionState;
