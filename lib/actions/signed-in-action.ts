import { unstable_rethrow } from "next/navigation";
import { signedInContext } from "@/lib/auth/session";
import type { ActionState } from "@/lib/domain/action-state.types";
import type { ServiceContext } from "@/lib/services/context";
import { toActionState } from "./answer-error";

/**
 * The one wrapper of server actions: signs the person in, calls one service, answers a state that the form shows.
 * `execute` answers the sentence of success.
 */
export async function signedInAction(execute: (ctx: ServiceContext) => Promise<string>): Promise<ActionState> {
  try {
    return { status: "success", message: await execute(await signedInContext()) };
  } catch (error) {
    unstable_rethrow(error);
    return toActionState(error);
  }
}

/** The text of a form's field, empty when it is absent or a file. */
export function formText(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}
