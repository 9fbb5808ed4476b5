import { unstable_isUnrecognizedActionError } from "next/navigation";
import type { ActionState } from "@/lib/domain/action-state.types";
import { SESSION_OVER, SESSION_OVER_STATE } from "@/lib/domain/session-over";

type Reason = NonNullable<ActionState["unanswered"]>;

const SENTENCES: Readonly<Record<Reason, string>> = {
  network: "Le site ne répond pas. Ce que vous avez saisi est encore là : réessayez.",
  session: SESSION_OVER_STATE.message,
  version: "Une nouvelle version est en place : rechargez, votre saisie est gardée.",
};

/** A password or a key is kept nowhere: nothing can be promised of it. */
const SECRET_VERSION = "Une nouvelle version est en place : rechargez la page, puis recommencez.";

function reasonOf(error: unknown): Reason {
  if (unstable_isUnrecognizedActionError(error)) return "version";
  return error instanceof Error && error.message === SESSION_OVER ? "session" : "network";
}

/** Why an action has no answer, and what to do. `secret`: what was typed is a password or a key. */
export function describeUnanswered(error: unknown, secret: boolean): Required<Omit<ActionState, "fields">> {
  const unanswered = reasonOf(error);
  const message = secret && unanswered === "version" ? SECRET_VERSION : SENTENCES[unanswered];
  return { status: "error", message, unanswered };
}
