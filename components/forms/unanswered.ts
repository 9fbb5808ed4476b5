import { unstable_isUnrecognizedActionError } from "next/navigation";
import type { ActionState } from "@/lib/domain/action-state.types";
import { SESSION_OVER, SESSION_OVER_SAVING, SESSION_OVER_STATE } from "@/lib/domain/session-over";

type Reason = NonNullable<ActionState["unanswered"]>;

/** What is asked of the person: a password or a key (`secret`), or something that the button says to save (`saves`). */
export type AskedKind = { secret?: boolean; saves?: boolean };

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

function sentenceOf(reason: Reason, { secret = false, saves = false }: AskedKind): string {
  if (reason === "version" && secret) return SECRET_VERSION;
  return reason === "session" && saves ? SESSION_OVER_SAVING : SENTENCES[reason];
}

/** Why an action has no answer, and what to do. */
export function describeUnanswered(
  error: unknown,
  asked: AskedKind,
): Required<Pick<ActionState, "status" | "message" | "unanswered">> {
  const unanswered = reasonOf(error);
  return { status: "error", message: sentenceOf(unanswered, asked), unanswered };
}

/** The same for a session that only the action found to be over: it does not know under which button. */
export const describeAnswered = <S extends ActionState>(state: S, asked: AskedKind): S =>
  state.unanswered === undefined ? state : { ...state, message: sentenceOf(state.unanswered, asked) };
