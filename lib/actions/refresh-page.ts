import { revalidatePath } from "next/cache";
import type { ActionState } from "@/lib/domain/action-state.types";

/**
 * Brings a page up to date after an action, whether it did its work or not: somebody else may have. Never for who is signed out: the page
 * made again would be the sign-in page, in place of the form with all that was typed.
 */
export function refreshPage(answer: { ok: boolean; state?: ActionState } | ActionState, path: string, type?: "layout") {
  const state = "status" in answer ? answer : answer.state;
  if (state?.unanswered !== "session") revalidatePath(path, type);
}
