import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { ActionState } from "@/lib/domain/action-state.types";
import type { Permission } from "@/lib/domain/roles";
import { ServiceError } from "@/lib/errors";
import { requirePermission } from "@/lib/services/etablissements/scope";
import { toActionState } from "./answer-error";
import { type RequestScope, requestScope } from "./request-scope";

/** What an action came to. `input`: what was sent, when it could be read, so that nothing that was typed is lost. */
export type ActionResult<I, T> = { ok: true; value: T; input: I } | { ok: false; state: ActionState; input: I | null };

const UNREADABLE = "Ce formulaire n'a pas été compris : rechargez la page, puis réessayez.";

/** Where, with which right, and of which form: what an action says of itself before anything is read. */
type ActionSpec<I> = { uai: string; permission: Permission; schema: z.ZodType<I> };

/**
 * The one wrapper of server actions: who asks and with which right, then the input (form and bound arguments, through its schema), then
 * one service. An error becomes the state that the form shows.
 */
export async function runAction<I, T>(
  { uai, permission, schema }: ActionSpec<I>,
  raw: unknown,
  execute: (scope: RequestScope, input: I) => Promise<T>,
): Promise<ActionResult<I, T>> {
  let input: I | null = null;
  try {
    const scope = await requestScope(uai);
    requirePermission(scope, permission);
    const parsed = schema.safeParse(raw);
    if (!parsed.success) throw new ServiceError("INVALID_INPUT", parsed.error.issues[0]?.message ?? UNREADABLE);
    input = parsed.data;
    return { ok: true, value: await execute(scope, input), input };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, state: toActionState(error), input: input ?? schema.safeParse(raw).data ?? null };
  }
}

/** The same for a form that only shows a sentence: `execute` answers it. */
export async function sayAction<I>(
  spec: ActionSpec<I>,
  raw: unknown,
  execute: (scope: RequestScope, input: I) => Promise<string>,
): Promise<ActionState> {
  const result = await runAction(spec, raw, execute);
  return result.ok ? { status: "success", message: result.value } : result.state;
}
