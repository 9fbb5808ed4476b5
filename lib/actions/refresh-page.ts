import { revalidatePath } from "next/cache";
import type { ActionState } from "@/lib/domain/action-state.types";

/**
 * Brings a page up to date after an action, whether it did its work or not: somebody else may have. Never for who is signed out, or
 * may not do it any more: the page made again would be the sign-in page, or one without the form, in place of all that was typed.
 */
export function refreshPage(answer: { ok: boolean; state?: ActionState } | ActionState, path: string, type?: "layout") {
  const state = "status" in answer ? answer : answer.state;
  if (state?.unanswered !== "session" && state?.closed !== true) revalidatePath(path, type);
}
